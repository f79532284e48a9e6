"""Made-up names and a source of chance that is the same every time."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

_FIRST = """
Ada Alma Amara Andre Anika Antonio Aurora Beatriz Bianca Caleb Camille Carlos Celeste Claire
Cyrus Dalia Daniel Daphne Delia Desmond Diego Eleanor Elias Elise Esme Evan Farah Faith Gabriel
Gloria Greta Gustavo Hana Harriet Hugo Imani Ines Isaac Ivy Jacinta Jasper Joelle Julian June
Kavita Keisha Kenji Lara Lena Liam Lucia Lydia Malik Marcus Margot Mateo Maya Mina Miriam Nadia
Naomi Nell Nico Nina Odette Omar Paloma Patrice Paula Priya Rafael Ramona Renee Rhea Rosa Ruben
Sabine Salma Samuel Selma Simone Sofia Sylvie Tariq Teresa Theo Thea Uma Valeria Vincent Vivian
Wanda Xavier Yara Yusuf Zara Zoe
"""

_LAST = """
Abrams Acosta Almeida Ansel Arden Bakker Barros Beckett Bianchi Boateng Borges Brandt Calder
Campos Castell Chandra Cho Conti Corwin Costa Cruz Dalton Darrow Desai Diaz Donovan Drummond Duarte
Eaton Ekström Ellery Escobar Falk Farrow Ferreira Fields Flores Fontaine Gallo Garrity Gomes
Goodwin Grant Greco Haley Hansen Harlow Hidalgo Holt Ibarra Ingram Iverson Jansen Jimenez Joyce
Kapoor Keane Kimura Kovacs Laird Larkin Leal Lowell Mancini Marlow Medeiros Mendez Molina Moreau
Navarro Nolan Nunes Oakes Ochoa Okoro Ortiz Palmer Pereira Pham Pires Quigley Quiroz Ramos Reddy
Renard Rivas Rocha Rourke Salazar Santos Sato Serrano Silva Soto Sousa Stanton Strand Tavares
Thayer Tran Ueda Valdez Vega Vieira Walsh Weaver Winslow Yoon Young Zapata Zhou
"""

FIRST, LAST = _FIRST.split(), _LAST.split()
_ASCII = str.maketrans("öéü", "oeu")


class Chance:
    """Chance from a seed. Only `random()` is used: the rest may differ between Python versions."""

    def __init__(self, seed: int) -> None:
        self._source = random.Random(seed)

    def below(self, limit: int) -> int:
        """Give a whole number from 0 up to limit - 1."""
        return int(self._source.random() * limit)

    def between(self, low: float, high: float, step: float = 0.5) -> float:
        """Give a number from low to high, both included, in steps."""
        return low + step * self.below(round((high - low) / step) + 1)

    def pick(self, choices: Sequence[T]) -> T:
        """Give one of the choices."""
        return choices[self.below(len(choices))]

    def shuffled(self, things: Sequence[T]) -> list[T]:
        """Give the things in another order."""
        keyed = [(self._source.random(), index) for index in range(len(things))]
        return [things[index] for _, index in sorted(keyed)]


def people(chance: Chance, count: int) -> list[tuple[str, str]]:
    """Give that many different pairs of first and last name."""
    pairs: dict[tuple[str, str], None] = {}
    while len(pairs) < count:
        pairs[(chance.pick(FIRST), chance.pick(LAST))] = None
    return list(pairs)


def email(first: str, last: str, domain: str) -> str:
    """Give the address of a person at a domain that nobody can own."""
    return f"{first}.{last}@{domain}".lower().translate(_ASCII)
