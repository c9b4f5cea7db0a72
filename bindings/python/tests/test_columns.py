"""Needs and gifts that come in as columns."""

from __future__ import annotations

import ctypes
import json
from array import array
from typing import Any

import pytest

import bangfu
from bangfu import GiftColumns, NeedColumns, Texts

REST: dict[str, Any] = {
    "format": "bangfu.programme/1",
    "id": "p",
    "as_of": "2024-04-05",
    "registry": {
        "organisations": [
            {"id": "donor", "name": "捐赠方", "kind": "company"},
            {"id": "charity", "name": "慈善会", "kind": "charity"},
        ],
        "places": [
            {"code": "511781109390", "name": "一村"},
            {"code": "511781109391", "name": "二村"},
        ],
    },
    "rules": {"format": "bangfu.rules/1", "id": "r"},
}
RELIEF = {"category": ["relief"]}


def needs(**other: Any) -> NeedColumns:
    columns: dict[str, Any] = {
        "id": Texts.of(["n-1", "n-2"]),
        "place": array("Q", [511781109390, 511781109391]),
        "money": array("q", [90_000, 10_000]),
        "categories": Texts.of(["relief", "education"]),
        "category": array("I", [1, 0]),
        "cap": array("q", [80_000, 10_000]),
        "weight": array("Q", [2_000_000, 1_000_000]),
    }
    return NeedColumns(**{**columns, **other})


def gifts(**other: Any) -> GiftColumns:
    columns: dict[str, Any] = {
        "id": Texts.of(["g-1", "g-2"]),
        "organisations": Texts.of(["donor", "charity"]),
        "donor": array("I", [0, 0]),
        "recipient": array("I", [1, 1]),
        "received_on": array("I", [20240402, 20240403]),
        "money": array("q", [50_010, 5_000]),
        "restrictions": Texts.of([json.dumps(RELIEF)]),
        "restriction": array("I", [bangfu.NO_ENTRY, 0]),
    }
    return GiftColumns(**{**columns, **other})


def document() -> bytes:
    """The same programme without columns."""
    gift = {"donor": "donor", "recipient": "charity"}
    return json.dumps(
        {
            **REST,
            "lists": {
                "needs": [
                    {
                        "id": "n-1",
                        "place": "511781109390",
                        "category": "education",
                        "money": "900.00",
                        "cap": "800.00",
                        "weight": "2",
                    },
                    {
                        "id": "n-2",
                        "place": "511781109391",
                        "category": "relief",
                        "money": "100.00",
                        "cap": "100.00",
                        "weight": "1",
                    },
                ]
            },
            "giving": {
                "gifts": [
                    {
                        **gift,
                        "id": "g-1",
                        "received_on": "2024-04-02",
                        "money": "500.10",
                        "restriction": "none",
                    },
                    {
                        **gift,
                        "id": "g-2",
                        "received_on": "2024-04-03",
                        "money": "50.00",
                        "restriction": RELIEF,
                    },
                ]
            },
        }
    ).encode()


def read(needs: NeedColumns | None, gifts: GiftColumns | None) -> bangfu.Programme:
    return bangfu.Programme.read_columns(json.dumps(REST).encode(), needs, gifts)


def test_columns_say_what_a_document_says() -> None:
    programme = read(needs(), gifts())
    assert programme.canonical() == bangfu.read(document()).canonical()
    assert str(programme.allocate().totals.granted) == "550.10"


def test_either_may_be_missing() -> None:
    assert repr(read(needs(), None)).endswith("2 needs, 0 gifts>")
    assert repr(read(None, None)).endswith("0 needs, 0 gifts>")


def test_a_wrong_entry_is_named_at_its_place() -> None:
    with pytest.raises(bangfu.InputError) as wrong:
        read(needs(place=array("Q", [511781109390, 7])), gifts())
    assert wrong.value.findings[0].pointer == "/lists/needs/1/place"


def test_a_column_of_another_length_is_refused() -> None:
    with pytest.raises(bangfu.InputError) as wrong:
        read(needs(cap=array("q", [1])), gifts())
    assert "cap" in wrong.value.findings[0].pointer


@pytest.mark.parametrize(
    "column",
    [
        array("i", [1, 2]),
        array("d", [1.0, 2.0]),
        (ctypes.c_double * 2)(90000.0, 1.0),
        (ctypes.c_int64.__ctype_be__ * 2)(90000, 1),
        (ctypes.c_void_p * 2)(1, 2),
        memoryview(array("q", [1, 2, 3, 4]))[::2],
        [90_000, 10_000],
    ],
)
def test_what_is_no_column_of_amounts_is_refused(column: Any) -> None:
    with pytest.raises(TypeError):
        read(needs(money=column), gifts())


def test_any_array_of_this_machine_is_a_column() -> None:
    given = (ctypes.c_int64 * 2)(90_000, 10_000)
    assert read(needs(money=given), gifts()).canonical() == bangfu.read(document()).canonical()


def test_text_that_is_not_utf8_is_a_misuse() -> None:
    with pytest.raises(bangfu.MisuseError) as wrong:
        read(needs(id=Texts(b"n\xff", array("Q", [1, 2]))), gifts())
    assert wrong.value.findings[0].name == "NOT_UTF8"
