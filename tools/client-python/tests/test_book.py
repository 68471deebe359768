import random
import unittest
from decimal import Decimal

from tickwire._book import Book, crc32c


class NaiveBook:
    """Two dictionaries, sorted whenever somebody looks."""

    def __init__(self):
        self.sides = {"bids": {}, "asks": {}}

    def take(self, message):
        for name, side in self.sides.items():
            if message["kind"] == "snapshot":
                side.clear()
            for level in message[name]:
                side[level["price"]] = level["quantity"]
            for price in [price for price, quantity in side.items() if quantity == 0]:
                del side[price]

    def levels(self, name):
        return sorted(self.sides[name].items(), reverse=name == "bids")


class BookTest(unittest.TestCase):
    def test_should_be_as_a_naive_one(self):
        rng = random.Random(11)
        book, naive = Book("s", "v"), NaiveBook()
        for seq in range(3_000):
            message = {
                "kind": "snapshot" if rng.random() < 0.01 else "delta", "seq": seq,
                **{side: [{"price": rng.randint(1, 60) / 10, "quantity": rng.choice((0, 1, 2.5))}
                          for _ in range(rng.randint(0, 4))] for side in ("bids", "asks")}}
            book.take(message)
            naive.take(message)

            self.assertEqual(naive.levels("bids"), book.bids())
            self.assertEqual(naive.levels("asks"), book.asks())
            self.assertEqual(naive.levels("bids")[:3], book.bids(3))
            self.assertEqual(naive.levels("asks")[:3], book.asks(3))

    def test_should_compute_the_checksum_of_the_standard(self):
        self.assertEqual(0xE3069283, crc32c(b"123456789"))

    def test_should_check_floats_and_decimals_alike(self):
        sums = set()
        for number in (float, Decimal):
            book = Book("s", "v")
            book.take({"kind": "snapshot", "seq": 1, "bids": [{"price": number("67234.3"), "quantity": number("0.29")}],
                       "asks": [{"price": number("67234.7"), "quantity": number("1e-5")}]})
            sums.add(book.checksum(-1, -5))

        self.assertEqual(1, len(sums))

    def test_should_give_copies_that_nothing_changes(self):
        book = Book("s", "v")
        book.take({"kind": "snapshot", "seq": 1, "bids": [{"price": 1, "quantity": 1}], "asks": []})
        copy = book.copy()
        book.drop()

        self.assertEqual(((1, 1), None), copy.top())
        self.assertEqual((None, None), book.top())


if __name__ == "__main__":
    unittest.main()
