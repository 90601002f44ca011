"""Reads what others read of a release: DDI-Codebook 2.5 with lxml, DCAT-AP 3 with rdflib, and says what is wrong with it."""

import json
import re
import sys

BASE = "https://figures.example"

# Which elements DDI-Codebook 2.5 allows in which, in which order (https://ddialliance.org/Specification/DDI-Codebook/2.5/).
CHILDREN = {
    "codeBook": "docDscr stdyDscr fileDscr dataDscr otherMat",
    "docDscr": "citation guide docStatus docSrc controlledVocabUsed notes",
    "stdyDscr": "citation studyAuthorization stdyInfo studyDevelopment method dataAccs othrStdyMat notes",
    "citation": "titlStmt rspStmt prodStmt distStmt serStmt verStmt biblCit holdings notes",
    "titlStmt": "titl subTitl altTitl parTitl IDNo",
    "prodStmt": "producer copyright prodDate prodPlac software fundAg grantNo",
    "distStmt": "distrbtr contact depositr depDate distDate",
    "verStmt": "version verResp notes",
    "stdyInfo": "studyBudget subject abstract sumDscr qualityStatement notes exPostEvaluation",
    "sumDscr": "timePrd collDate nation geogCover geogUnit geoBndBox boundPoly anlyUnit universe dataKind",
    "method": "dataColl notes anlyInfo stdyClas dataProcessing codingInstructions",
    "dataColl": "timeMeth sampProc collMode weight cleanOps",
    "dataAccs": "setAvail useStmt notes",
    "useStmt": "confDec specPerm restrctn contact citReq deposReq conditions disclaimer",
    "othrStdyMat": "relMat relStdy relPubl othRefs",
    "fileDscr": "fileTxt locMap notes",
    "fileTxt": "fileName fileCitation fileCont fileStrc dimensns fileType format filePlac",
    "dataDscr": "varGrp nCubeGrp var nCube notes",
    "varGrp": "labl txt concept defntn universe notes",
    "var": "location labl imputation security embargo respUnit anlysUnit qstn valrng invalrng undocCod universe"
    " TotlResp sumStat txt stdCatgry catgryGrp catgry codInstr verStmt concept derivation varFormat geoMap catLevel notes",
    "qstn": "preQTxt qstnLit postQTxt forward backward ivuInstr",
    "catgry": "catValu labl txt catStat mrow",
}
ONCE = {"titl", "prodStmt", "distStmt", "version", "biblCit", "citReq", "conditions", "catValu", "fileName", "fileType"}
GROUPS = {"multipleResp", "grid"}
DATE = re.compile(r"^\d{4}(-\d{2}(-\d{2})?)?$")


def ddi(path):
    from lxml import etree

    tree = etree.parse(path)
    faults = []

    def name(element):
        return etree.QName(element).localname

    ids = [element.get("ID") for element in tree.iter() if element.get("ID")]
    if len(ids) != len(set(ids)):
        faults.append("an ID twice")
    for element in tree.iter():
        if etree.QName(element).namespace != "ddi:codebook:2_5":
            faults.append(f"{element.tag}: another namespace")
        allowed = CHILDREN.get(name(element), "").split()
        found = [name(child) for child in element]
        places = [allowed.index(child) if child in allowed else -1 for child in found]
        if -1 in places or places != sorted(places):
            faults.append(f"{name(element)}: {found}")
        for child in ONCE:
            if found.count(child) > 1:
                faults.append(f"{name(element)}: {child} {found.count(child)} times")
        if not found and not (element.text or "").strip() and name(element) not in ("holdings", "othrStdyMat"):
            faults.append(f"{name(element)}: nothing in it")
        if element.get("date") and not DATE.match(element.get("date")):
            faults.append(f"{name(element)}: date {element.get('date')}")
        for other in (element.get("var") or "").split():
            if other not in ids:
                faults.append(f"{name(element)}: no {other}")
        if name(element) == "varGrp" and element.get("type") not in GROUPS:
            faults.append(f"a group of the type {element.get('type')}")

    def texts(element, path):
        return [found.text for found in element.findall(path, {None: "ddi:codebook:2_5"})]

    variables = [
        {
            "name": one.get("name"),
            "label": (texts(one, "labl") or [None])[0],
            "question": (texts(one, "qstn/qstnLit") or [None])[0],
            "weight": one.get("wgt") == "wgt",
            "categories": [
                [texts(category, "catValu")[0], (texts(category, "labl") or [None])[0], category.get("missing")]
                for category in one.findall("catgry", {None: "ddi:codebook:2_5"})
            ],
        }
        for one in tree.iter("{ddi:codebook:2_5}var")
    ]
    root = tree.getroot()
    return {
        "faults": faults,
        "title": texts(root, "stdyDscr/citation/titlStmt/titl"),
        "ids": texts(root, "stdyDscr/citation/titlStmt/IDNo"),
        "files": texts(root, "fileDscr/fileTxt/fileName"),
        "days": texts(root, "stdyDscr/stdyInfo/sumDscr/collDate"),
        "groups": [[one.get("name"), len(one.get("var").split())] for one in tree.iter("{ddi:codebook:2_5}varGrp")],
        "variables": variables,
    }


# What DCAT-AP 3 asks for, and what it allows (https://semiceu.github.io/DCAT-AP/releases/3.0.1/): how many of a property there must be
# at least and may be at most, and what they are.
def dcat(path):
    import rdflib
    from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, XSD

    graph = rdflib.Graph().parse(path, format="json-ld", publicID=f"{BASE}/v1/surveys/x/dcat")
    faults = []

    def must(subject, predicate, least, most, fits):
        values = list(graph.objects(subject, predicate))
        if len(values) < least or len(values) > most or not all(fits(value) for value in values):
            faults.append(f"{subject} {predicate}: {[str(value) for value in values]}")
        return values

    def literal(value):
        return isinstance(value, rdflib.Literal) and value.ill_typed is not True

    def address(value):
        return isinstance(value, rdflib.URIRef) and re.match(r"^https?://[^/\s]+/\S*$", str(value))

    def of(kind):
        return lambda value: (value, RDF.type, kind) in graph

    def time(value):
        return literal(value) and value.datatype in (XSD.date, XSD.dateTime, XSD.gYear, XSD.gYearMonth)

    many = 10**6
    [dataset] = list(graph.subjects(RDF.type, DCAT.Dataset))
    must(dataset, DCTERMS.title, 1, many, literal)
    must(dataset, DCTERMS.description, 1, many, literal)
    must(dataset, DCTERMS.issued, 0, 1, time)
    must(dataset, DCTERMS.language, 0, many, of(DCTERMS.LinguisticSystem))
    must(dataset, DCAT.version, 0, 1, literal)
    for agent in must(dataset, DCTERMS.publisher, 0, 1, of(FOAF.Agent)):
        must(agent, FOAF.name, 1, many, literal)
    for period in must(dataset, DCTERMS.temporal, 0, many, of(DCTERMS.PeriodOfTime)):
        must(period, DCAT.startDate, 0, 1, time)
        must(period, DCAT.endDate, 0, 1, time)
    distributions = must(dataset, DCAT.distribution, 0, many, of(DCAT.Distribution))
    for one in distributions:
        must(one, DCAT.accessURL, 1, many, address)
        must(one, DCAT.downloadURL, 0, many, address)
        must(one, DCAT.mediaType, 0, 1, of(DCTERMS.MediaType))
        must(one, DCTERMS.format, 0, 1, of(DCTERMS.MediaTypeOrExtent))
        must(one, DCTERMS.license, 0, 1, of(DCTERMS.LicenseDocument))
    return {
        "faults": faults,
        "dataset": str(dataset),
        "title": [str(one) for one in graph.objects(dataset, DCTERMS.title)],
        "period": [
            [str(graph.value(one, DCAT.startDate)), str(graph.value(one, DCAT.endDate))]
            for one in graph.objects(dataset, DCTERMS.temporal)
        ],
        "downloads": sorted(str(url) for one in distributions for url in graph.objects(one, DCAT.downloadURL)),
        "types": sorted({str(kind) for one in distributions for kind in graph.objects(one, DCAT.mediaType)}),
        "licences": sorted({str(url) for one in distributions for url in graph.objects(one, DCTERMS.license)}),
    }


print(json.dumps({"ddi": ddi, "dcat": dcat}[sys.argv[1]](sys.argv[2])))
