"""A chart of bars as the bytes of its part: readable without colour, numbers beside the bars.

The order of the elements is that of the schema; Excel repairs a file in which it is another one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from models.wording import number
from sync.books.base import Area, OwnChart, OwnSeries, column_letters
from sync.books.xlsx.xml import escape_attr, escape_text

INK = "1F3A5F"
LOOKS: Sequence[tuple[str, str]] = (
    ("", INK), ("", "FFFFFF"), ("wdUpDiag", INK), ("", "B4BFCC"), ("pct20", INK), ("dkHorz", INK),
    ("wdDnDiag", "6B7B8C"),
)  # fmt: skip
"""How the bars of one series differ from those of another without colour: pattern and shade."""
_NEARLY, _BELOW = 600_000, 40_000
"""A chart begins a little below its first row and ends a little before the end of its last column,
so that its edges are printed on its own page."""
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def quoted(name: str) -> str:
    """Give a sheet's name as it stands in a reference."""
    return "'" + name.replace("'", "''") + "'"


def reference(sheet: str, area: Area) -> str:
    """Give the reference to cells of a sheet."""
    first = f"${column_letters(area.first_column)}${area.first_row}"
    last = f"${column_letters(area.last_column)}${area.last_row}"
    return f"{quoted(sheet)}!{first if first == last else f'{first}:{last}'}"


def texts(tag: str, sheet: str, area: Area, said: Sequence[str], c: str = "c:") -> str:
    """Give a reference to texts, with what they say."""
    points = "".join(
        f'<{c}pt idx="{at}"><{c}v>{_text(text)}</{c}v></{c}pt>' for at, text in enumerate(said)
    )
    cache = f'<{c}strCache><{c}ptCount val="{len(said)}"/>{points}</{c}strCache>'
    where = f"<{c}f>{_text(reference(sheet, area))}</{c}f>"
    return f"<{c}{tag}><{c}strRef>{where}{cache}</{c}strRef></{c}{tag}>"


def numbers(sheet: str, series: OwnSeries, c: str = "c:") -> str:
    """Give a reference to numbers, with what they are; where there is none, there is no point."""
    points = "".join(
        f'<{c}pt idx="{at}"><{c}v>{number(value)}</{c}v></{c}pt>'
        for at, value in enumerate(series.values)
        if value is not None
    )
    count = f'<{c}ptCount val="{len(series.values)}"/>'
    cache = f"<{c}numCache><{c}formatCode>General</{c}formatCode>{count}{points}</{c}numCache>"
    where = f"<{c}f>{_text(reference(sheet, series.cells))}</{c}f>"
    return f"<{c}val><{c}numRef>{where}{cache}</{c}numRef></{c}val>"


def title_text(sheet: str, chart: OwnChart, c: str = "c:") -> str:
    """Give the reference to the cell of the title, with what it says."""
    return texts("tx", sheet, Area(*chart.title_at, *chart.title_at), [chart.title], c)


def series_name(sheet: str, series: OwnSeries, c: str = "c:") -> str:
    """Give the reference to the cell of a series' name, with what it says."""
    return texts("tx", sheet, Area(*series.name_at, *series.name_at), [series.name], c)


def series_xml(sheet: str, chart: OwnChart, at: int) -> str:
    """Give a series in our own look."""
    one = chart.series[at]
    return (
        f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/>{series_name(sheet, one)}'
        f'{_fill(at)}<c:invertIfNegative val="0"/>{_labels(at, stacked=chart.stacked)}'
        f"{texts('cat', sheet, chart.labels_at, chart.labels)}{numbers(sheet, one)}</c:ser>"
    )


def chart_part(sheet: str, chart: OwnChart, spaces: Sequence[str]) -> bytes:
    """Give the part of a chart. spaces: the namespaces of charts, drawings and relationships."""
    series = "".join(series_xml(sheet, chart, at) for at in range(len(chart.series)))
    overlap = '<c:overlap val="100"/>' if chart.stacked else ""
    grouping = "stacked" if chart.stacked else "clustered"
    legend = _legend() if len(chart.series) > 1 else ""
    body = (
        f'<c:chartSpace xmlns:c="{spaces[0]}" xmlns:a="{spaces[1]}" xmlns:r="{spaces[2]}">'
        '<c:roundedCorners val="0"/><c:chart>'
        f'<c:title>{title_text(sheet, chart)}<c:overlay val="0"/>'
        f"{_words(1100, bold=True)}</c:title>"
        '<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>'
        f'<c:barChart><c:barDir val="bar"/><c:grouping val="{grouping}"/><c:varyColors val="0"/>'
        f'{series}<c:gapWidth val="45"/>{overlap}<c:axId val="50010001"/><c:axId val="50010002"/>'
        f"</c:barChart>{_axes()}</c:plotArea>{legend}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        '<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
        '<a:ln w="6350"><a:solidFill><a:srgbClr val="BFC5CC"/></a:solidFill></a:ln></c:spPr>'
        '<c:printSettings><c:headerFooter/><c:pageMargins b="0.75" l="0.7" r="0.7" t="0.75" '
        'header="0.3" footer="0.3"/><c:pageSetup/></c:printSettings></c:chartSpace>'
    )
    return _DECLARATION + body.encode()


def _axes() -> str:
    """Give the axes: the bars are named, and their length needs no scale beside the numbers."""
    words = _words(900)
    return (
        '<c:catAx><c:axId val="50010001"/><c:scaling><c:orientation val="maxMin"/></c:scaling>'
        '<c:delete val="0"/><c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f'<c:spPr><a:ln w="9525"><a:solidFill><a:srgbClr val="{INK}"/></a:solidFill></a:ln>'
        f'</c:spPr>{words}<c:crossAx val="50010002"/><c:crosses val="autoZero"/>'
        '<c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/>'
        '</c:catAx><c:valAx><c:axId val="50010002"/><c:scaling><c:orientation val="minMax"/>'
        '<c:min val="0"/></c:scaling><c:delete val="1"/><c:axPos val="t"/>'
        '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:crossAx val="50010001"/>'
        '<c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx>'
        "<c:spPr><a:noFill/></c:spPr>"
    )


def _legend() -> str:
    return f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{_words(900)}</c:legend>'


def _fill(at: int) -> str:
    pattern, shade = LOOKS[at % len(LOOKS)]
    ink, paint = f'<a:srgbClr val="{INK}"/>', f'<a:srgbClr val="{shade}"/>'
    fill = (
        f'<a:pattFill prst="{pattern}"><a:fgClr>{paint}</a:fgClr>'
        '<a:bgClr><a:srgbClr val="FFFFFF"/></a:bgClr></a:pattFill>'
        if pattern
        else f"<a:solidFill>{paint}</a:solidFill>"
    )
    return f'<c:spPr>{fill}<a:ln w="9525"><a:solidFill>{ink}</a:solidFill></a:ln></c:spPr>'


def _labels(at: int, *, stacked: bool) -> str:
    """Give the numbers at the bars; in a pattern they stand on white. 0 needs none in a stack."""
    pattern, shade = LOOKS[at % len(LOOKS)]
    code = "[=0]&quot;&quot;;General" if stacked else "General"
    white = '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
    behind = white if stacked and pattern else "<a:noFill/>"
    ink = "FFFFFF" if stacked and not pattern and shade == INK else "000000"
    return (
        f'<c:dLbls><c:numFmt formatCode="{code}" sourceLinked="0"/><c:spPr>{behind}</c:spPr>'
        f'{_words(900, ink=ink)}<c:dLblPos val="{"ctr" if stacked else "outEnd"}"/>'
        '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
    )


def _words(size: int, *, bold: bool = False, ink: str = "000000") -> str:
    look = f'sz="{size}" b="{int(bold)}"'
    fill = f'<a:solidFill><a:srgbClr val="{ink}"/></a:solidFill>'
    return (
        f"<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr {look}>{fill}</a:defRPr></a:pPr>"
        '<a:endParaRPr lang="en-US"/></a:p></c:txPr>'
    )


def _text(text: str) -> str:
    return escape_text(text).decode()


def frame_xml(chart: OwnChart, number_: int, link: str, spaces: Sequence[str]) -> bytes:
    """Give the place of a chart in the drawing of its sheet.

    It declares its own namespaces, so that it can stand in a drawing of another program.
    """
    place = chart.place
    corner = (
        "<xdr:{0}><xdr:col>{1}</xdr:col><xdr:colOff>{3}</xdr:colOff>"
        "<xdr:row>{2}</xdr:row><xdr:rowOff>{4}</xdr:rowOff></xdr:{0}>"
    )
    name, alt = (escape_attr(text).decode() for text in (shape_name(chart.key), chart.alt))
    xml = (
        f'<xdr:twoCellAnchor xmlns:xdr="{spaces[3]}" xmlns:a="{spaces[1]}" editAs="oneCell">'
        f"{corner.format('from', place.first_column - 1, place.first_row - 1, 0, _BELOW)}"
        f"{corner.format('to', place.last_column - 1, place.last_row, _NEARLY, 0)}"
        '<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr>'
        f'<xdr:cNvPr id="{number_}" name="{name}" descr="{alt}"/><xdr:cNvGraphicFramePr/>'
        '</xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>'
        f'<a:graphic><a:graphicData uri="{spaces[0]}"><c:chart xmlns:c="{spaces[0]}" '
        f'xmlns:r="{spaces[2]}" r:id="{link}"/></a:graphicData></a:graphic></xdr:graphicFrame>'
        "<xdr:clientData/></xdr:twoCellAnchor>"
    )
    return xml.encode()


def drawing_part(frames: Iterable[bytes], spaces: Sequence[str]) -> bytes:
    """Give the drawing of a sheet with some charts."""
    head = f'<xdr:wsDr xmlns:xdr="{spaces[3]}" xmlns:a="{spaces[1]}">'
    return _DECLARATION + head.encode() + b"".join(frames) + b"</xdr:wsDr>"


def shape_name(key: str) -> str:
    """Give the name by which a chart of ours is known."""
    return f"Rostercheck {key}"
