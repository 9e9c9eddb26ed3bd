"""Short forms of given names, each with the name it stands for, in lower case.

After P. Hanks, K. Hardcastle and F. Hodges, *A Dictionary of First Names* (2nd ed., 2006), those
frequent in news.
"""

from __future__ import annotations

__all__ = ["SHORT_FORMS"]

SHORT_FORMS = {
    short: full
    for full, shorts in {
        "alexander": "alex",
        "andrew": "andy drew",
        "anthony": "tony",
        "benjamin": "ben",
        "bernard": "bernie",
        "catherine": "cathy kate",
        "charles": "charlie chuck",
        "christina": "chris tina",
        "christopher": "chris",
        "daniel": "dan danny",
        "david": "dave",
        "deborah": "deb debbie",
        "donald": "don donnie",
        "edward": "ed eddie ted",
        "elizabeth": "beth betsy liz",
        "gerald": "jerry gerry",
        "gregory": "greg",
        "james": "jim jimmy",
        "jeffrey": "jeff",
        "jennifer": "jen jenny",
        "john": "jack johnny",
        "jonathan": "jon",
        "joseph": "joe joey",
        "joshua": "josh",
        "katherine": "kathy kate katie",
        "kenneth": "ken kenny",
        "lawrence": "larry",
        "margaret": "maggie peggy",
        "matthew": "matt",
        "michael": "mike",
        "nicholas": "nick",
        "pamela": "pam",
        "patricia": "pat patty tricia",
        "patrick": "pat",
        "peter": "pete",
        "philip": "phil",
        "rebecca": "becky",
        "richard": "dick rich rick",
        "robert": "bob bobby rob",
        "ronald": "ron",
        "samuel": "sam",
        "stephen": "steve",
        "steven": "steve",
        "susan": "sue susie",
        "theodore": "ted teddy",
        "thomas": "tom tommy",
        "timothy": "tim",
        "victoria": "vicky",
        "william": "bill billy will",
    }.items()
    for short in shorts.split()
}
