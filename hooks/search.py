"""What ``mkdocs.yml`` names: the search index. See :mod:`shanben.doors.search`."""

from shanben.doors.search import on_page_content, on_post_build
from shanben.doors.theme_search import on_files

__all__ = ["on_files", "on_page_content", "on_post_build"]
