"""What ``mkdocs.yml`` names: the search index. See :mod:`shanben.doors.search`."""

from shanben.doors.search import on_page_content, on_post_build

__all__ = ["on_page_content", "on_post_build"]
