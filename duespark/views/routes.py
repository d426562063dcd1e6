"""Routes of saved views."""

from uuid import UUID

from fastapi import Request

from duespark.accounts.access import Router
from duespark.runtime.tx import Tx
from duespark.runtime.web import wanted_version
from duespark.views.queries import find_views, get_view
from duespark.views.save import create_view, delete_view, update_view
from duespark.views.schemas import ListName, SavedView, SavedViewIn, SavedViews

router = Router(tags=["views"])


@router.get("/saved-views", "views.read")
async def list_saved_views(tx: Tx, list: ListName | None = None) -> SavedViews:
    """One's own views and those that are shared, by name."""
    return SavedViews(data=await find_views(tx, list))


@router.post("/saved-views", "views.write", status=201)
async def create_saved_view(tx: Tx, wanted: SavedViewIn) -> SavedView:
    """Save a list as one looks at it."""
    return await create_view(tx, wanted)


@router.get("/saved-views/{id}", "views.read")
async def get_saved_view(tx: Tx, id: UUID) -> SavedView:
    """One view."""
    return await get_view(tx, id)


@router.put("/saved-views/{id}", "views.write")
async def update_saved_view(tx: Tx, request: Request, id: UUID, wanted: SavedViewIn) -> SavedView:
    """Replace one's own view. Needs If-Match."""
    return await update_view(tx, id, wanted, version=wanted_version(request))


@router.delete("/saved-views/{id}", "views.write")
async def delete_saved_view(tx: Tx, request: Request, id: UUID) -> None:
    """Delete a view. Needs If-Match."""
    await delete_view(tx, id, version=wanted_version(request))
