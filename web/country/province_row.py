"""What a country's page says of a province: how much it has, and the villages of each year."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from muban.gis.codes.country import country_unit
from muban.layers.register.register_matrix import counted

if TYPE_CHECKING:
    from muban.layers.atlas import Atlas

__all__ = ["ProvinceRow", "row_of", "row_stated"]


@dataclass(frozen=True)
class ProvinceRow:
    """A province that has pages.

    ``years`` are how many villages were designated, by year (พ.ศ.).
    """

    code: str
    name: str
    name_en: str
    tambons: int
    villages: int
    years: Mapping[int, int]

    @property
    def page(self) -> str:
        """Its page's path inside the site."""
        return f"{self.code}/index.html"

    def to_dict(self) -> dict[str, Any]:
        """As the manifest states it."""
        return asdict(self) | {"years": {str(year): n for year, n in self.years.items()}}


def row_of(atlas: Atlas, code: str, pages: Collection[str]) -> ProvinceRow:
    """What a province has.

    Parameters
    ----------
    atlas
        Of the province.
    code
        Two digits.
    pages
        The tambons that have a page of their own.
    """
    shown = [page for page in atlas.pages if page.tambon.key in pages]
    years = counted(atlas.designations)["year_be"].value_counts()
    unit = country_unit(code)
    return ProvinceRow(
        code=code,
        name=atlas.province.name,
        name_en=atlas.province.name_en or ("" if unit is None else unit.name_en),
        tambons=len(shown),
        villages=sum(page.village_count for page in shown),
        years={int(year): int(years[year]) for year in sorted(years.index)},
    )


def row_stated(stated: Mapping[str, Any]) -> ProvinceRow:
    """A province as a manifest states it.

    Parameters
    ----------
    stated
        Of :meth:`ProvinceRow.to_dict`.

    Raises
    ------
    ValueError, KeyError, TypeError
        It is not of our form.

    Examples
    --------
    >>> row = ProvinceRow("43", "หนองคาย", "Nong Khai", 62, 721, {2555: 9})
    >>> row_stated(row.to_dict()) == row
    True
    """
    return ProvinceRow(
        code=str(stated["code"]),
        name=str(stated["name"]),
        name_en=str(stated["name_en"]),
        tambons=int(stated["tambons"]),
        villages=int(stated["villages"]),
        years={int(year): int(count) for year, count in stated["years"].items()},
    )
