"""``croissant.json``: a dataset folder in the words of MLCommons Croissant 1.1.

Written with the standard library alone; https://docs.mlcommons.org/croissant/docs/croissant-spec.html
says what each key means. Every file is a ``FileObject`` with its digest; the splits of one
configuration are a ``FileSet`` too, from which its record set is read.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from stance_data.publishing._manifest import file_digest
from stance_data.publishing._tables import number_of_rows, schema_of
from stance_data.schema import STANCES, UNLABELLED

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["CROISSANT", "RecordSet", "write_croissant"]

CROISSANT = "croissant.json"

# The context of the specification, inline, so that nobody needs the network to read it.
_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "annotation": "cr:annotation",
    "arrayShape": "cr:arrayShape",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "containedIn": "cr:containedIn",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "description": {"@container": "@language"},
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isArray": "cr:isArray",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "name": {"@container": "@language"},
    "parentField": "cr:parentField",
    "path": "cr:path",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}


class RecordSet(NamedTuple):
    """Tables of the same columns that are one set of records.

    Attributes
    ----------
    name, description : str
    tables : sequence of str
        Names of the Parquet files, without ending: the splits.
    meanings : mapping of str to str
        Column → what it means.
    by_split : bool
        Whether the tables are splits of it, so that a record tells which one it is of.
    """

    name: str
    description: str
    tables: Sequence[str]
    meanings: Mapping[str, str]
    by_split: bool = True


def write_croissant(
    folder: Path,
    record_sets: Sequence[RecordSet],
    *,
    name: str,
    description: str,
    licence: str,
    version: str,
    url: str = "",
) -> None:
    """Write ``croissant.json`` into a folder whose tables are written.

    Parameters
    ----------
    folder : Path
    record_sets : sequence of RecordSet
    name, description, licence, version : str
        `licence` is an address, or words; `version` is three numbers ("1.0.0").
    url : str, optional
        Where the dataset or its source is at home, if that is known.
    """
    facts: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "name": name,
        "description": description,
        "conformsTo": "http://mlcommons.org/croissant/1.1",
        "license": licence,
        "version": version,
        **({"url": url} if url else {}),
        "inLanguage": "en",
        "isLiveDataset": False,
        "distribution": [
            part
            for records in record_sets
            for part in [*(_file(folder, t) for t in records.tables), *_file_set(records)]
        ],
        "recordSet": [
            *_enumerations(record_sets),
            *(_records(folder, records) for records in record_sets),
        ],
    }
    text = json.dumps(facts, indent=2, ensure_ascii=False) + "\n"
    (folder / CROISSANT).write_text(text, encoding="utf-8", newline="\n")


def _file(folder: Path, table: str) -> dict[str, Any]:
    path = folder / f"{table}.parquet"
    return {
        "@type": "cr:FileObject",
        "@id": path.name,
        "name": path.name,
        "description": f"{number_of_rows(path):,} rows",
        "contentUrl": path.name,
        "contentSize": f"{path.stat().st_size} B",
        "encodingFormat": "application/x-parquet",
        "sha256": file_digest(path),
    }


def _file_set(records: RecordSet) -> list[dict[str, Any]]:
    if not records.by_split:
        return []
    return [
        {
            "@type": "cr:FileSet",
            "@id": f"{records.name}-files",
            "name": f"{records.name}-files",
            "description": "One file a split.",
            "encodingFormat": "application/x-parquet",
            "includes": [f"{table}.parquet" for table in records.tables],
        }
    ]


def _enumerations(record_sets: Sequence[RecordSet]) -> list[dict[str, Any]]:
    """Return the closed vocabularies that fields refer to: the splits, and the labels."""
    labels = [(number, stance) for number, stance in enumerate(STANCES)]
    found = [
        _enumeration(
            "labels",
            "What the numbers of the field label stand for.",
            {"value": "sc:Integer", "name": "sc:Text"},
            [{"value": n, "name": s} for n, s in [*labels, (UNLABELLED, "unlabelled")]],
        )
    ]
    for records in record_sets:
        if records.by_split:
            found.append(
                _enumeration(
                    f"{records.name}-splits",
                    f"The splits of {records.name}.",
                    {"name": "sc:Text"},
                    [{"name": table} for table in records.tables],
                    kind="cr:Split",
                )
            )
    return found


def _enumeration(
    name: str,
    description: str,
    types: Mapping[str, str],
    rows: Sequence[Mapping[str, Any]],
    kind: str = "sc:Enumeration",
) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": description,
        "dataType": kind,
        "key": {"@id": f"{name}/{next(iter(types))}"},
        "field": [
            {
                "@type": "cr:Field",
                "@id": f"{name}/{field}",
                "name": field,
                "dataType": data_type,
            }
            for field, data_type in types.items()
        ],
        "data": [{f"{name}/{field}": value for field, value in row.items()} for row in rows],
    }


def _records(folder: Path, records: RecordSet) -> dict[str, Any]:
    schema = schema_of(folder / f"{records.tables[0]}.parquet")
    source = (
        {"fileSet": {"@id": f"{records.name}-files"}}
        if records.by_split
        else {"fileObject": {"@id": f"{records.tables[0]}.parquet"}}
    )
    fields = [_field(records, column, source) for column in schema]
    if records.by_split:
        fields.append(_split_field(records, source))
    return {
        "@type": "cr:RecordSet",
        "@id": records.name,
        "name": records.name,
        "description": records.description,
        "key": {"@id": f"{records.name}/id"},
        "field": fields,
    }


def _field(records: RecordSet, column: pa.Field, source: Mapping[str, Any]) -> dict[str, Any]:
    data_type, shape = _type_of(column.type)
    field: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"{records.name}/{column.name}",
        "name": column.name,
        "description": records.meanings[column.name],
        "dataType": data_type,
    }
    if shape:
        field |= {"isArray": True, "arrayShape": shape}
    if column.name == "label":
        field["references"] = {"field": {"@id": "labels/value"}}
    return field | {"source": {**source, "extract": {"column": column.name}}}


def _split_field(records: RecordSet, source: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "@type": "cr:Field",
        "@id": f"{records.name}/split",
        "name": "split",
        "description": "The split, by the name of its file.",
        "dataType": "sc:Text",
        "references": {"field": {"@id": f"{records.name}-splits/name"}},
        "source": {
            **source,
            "extract": {"fileProperty": "fullpath"},
            "transform": {"regex": r"^(?:.*/)?([^/]+)\.parquet$"},
        },
    }


def _type_of(kind: pa.DataType) -> tuple[str, str]:
    """Return the data type of a column and, of a list, the shape of its values."""
    import pyarrow.types as types

    if types.is_list(kind):
        inner, shape = _type_of(kind.value_type)
        return inner, f"-1,{shape}" if shape else "-1"
    if types.is_boolean(kind):
        return "sc:Boolean", ""
    if types.is_integer(kind):
        return "sc:Integer", ""
    if types.is_floating(kind):
        return "sc:Float", ""
    return "sc:Text", ""
