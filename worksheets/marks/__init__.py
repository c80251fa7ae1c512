"""What is drawn outside the trim shapes: cut lines, the foot of a sheet, what joins tiles.

They are drawing items like any other, and decoration to someone who listens.
"""
