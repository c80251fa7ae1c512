"""What a PDF says of itself: XMP (ISO 16684-1), in step with its information dictionary."""

from __future__ import annotations

from datetime import datetime

from worksheets.drawing.sheets import Job

NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}

# PDF/A knows no PDF/UA: it asks for a description of that schema (ISO 19005-2, 6.6.2.3).
UA_SCHEMA = """<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>"""


def xmp(job: Job, *, author: str, creator: str, producer: str, when: datetime) -> bytes:
    """Return the XMP packet of a job that conforms to PDF/UA-1 and, in RGB, PDF/A-2a."""
    names = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    date = when.strftime("%Y-%m-%dT%H:%M:%S+00:00")

    def simple(name: str, value: str) -> str:
        return f"<{name}>{_escaped(value)}</{name}>" if value else ""

    def listed(name: str, kind: str, value: str, *, default: bool = False) -> str:
        language = ' xml:lang="x-default"' if default else ""
        item = f"<rdf:li{language}>{_escaped(value)}</rdf:li>"
        return f"<{name}><rdf:{kind}>{item}</rdf:{kind}></{name}>" if value else ""

    # Plates of a print shop are not for an archive.
    archival = (simple("pdfaid:part", "2"), simple("pdfaid:conformance", "A"), UA_SCHEMA)
    facts = (
        simple("dc:format", "application/pdf"),
        listed("dc:title", "Alt", job.title, default=True),
        listed("dc:creator", "Seq", author),
        listed("dc:description", "Alt", job.subject, default=True),
        listed("dc:language", "Bag", job.lang),
        simple("pdf:Producer", producer),
        simple("pdf:Keywords", job.keywords),
        simple("xmp:CreatorTool", creator),
        simple("xmp:CreateDate", date),
        simple("xmp:ModifyDate", date),
        simple("pdfuaid:part", "1"),
        *(archival if job.separations is None else ()),
    )
    body = "\n".join(fact for fact in facts if fact)
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" {names}>
{body}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>""".encode()


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
