"""Pages and the items on them: frozen values in millimetres, between what makes and what writes."""
