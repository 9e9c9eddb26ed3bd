"""A dataset as one HTML page: its statements where they stand, who says them, and its card.

`write_page` makes the page of a published dataset, a public corpus, a table file or a DataFrame.
The page needs no network and no other file, and shows whatever the texts hold as text.
"""

from __future__ import annotations

from stance_data.explorer._explore import ROWS_SHOWN, Page, page_name, write_page

__all__ = ["ROWS_SHOWN", "Page", "page_name", "write_page"]
