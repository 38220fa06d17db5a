"""The names of RFM codes: eleven segments for scores of 1 to 5, six groups for scores of 1 to 3. Every code has exactly one name."""

from collections.abc import Mapping

from core.errors import BadInput

ELEVEN = {
    "Champions": "555 554 544 545 454 455 445",
    "Loyal": "543 444 435 355 354 345 344 335",
    "Potential loyalist": (
        "553 551 552 541 542 533 532 531 452 451 442 441 431 453 433 432 423 353 352 351 342 341 333 323"
    ),
    "New customers": "512 511 422 421 412 411 311",
    "Promising": "525 524 523 522 521 515 514 513 425 424 413 414 415 315 314 313",
    "Need attention": "535 534 443 434 343 334 325 324",
    "About to sleep": "331 321 312 221 213 231 241 251",
    "At risk": "255 254 245 244 253 252 243 242 235 234 225 224 153 152 145 143 142 135 134 133 125 124",
    "Cannot lose them": "155 154 144 214 215 115 114 113",
    "Hibernating": "332 322 233 232 223 222 132 123 122 212 211",
    "Lost": "111 112 121 131 141 151",
}
SIX = {
    "Champions": "333 332 323",
    "Loyal": "321 322 331 232 233",
    "Recent": "312 313 311 222 223",
    "Needs attention": "213 221 123 132 133",
    "At risk": "231 212 122 131 211",
    "Inactive": "111 112 113 121",
}


def names_by_code(levels: int) -> Mapping[int, str]:
    """What each code is called, in the list that goes with this many scores."""
    lists = {5: ELEVEN, 3: SIX}
    if levels not in lists:
        raise BadInput(f"There are names for 3 and for 5 scores, none for {levels}.")
    return {int(code): name for name, codes in lists[levels].items() for code in codes.split()}
