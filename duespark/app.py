"""Door 1, requests: every route of the program, mounted here."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from fastapi import FastAPI
from fastapi.routing import APIRoute

from duespark import __version__
from duespark.accounts import access
from duespark.accounts import routes as accounts
from duespark.accounts.description import describe
from duespark.analytics import routes as analytics
from duespark.approvals import routes as approvals
from duespark.bulk import routes as bulk
from duespark.catalog import routes as catalog
from duespark.clients import routes as clients
from duespark.companies import routes as companies
from duespark.companies.brands import routes as brands
from duespark.companies.fonts import routes as fonts
from duespark.delivery import link_routes, shared_routes
from duespark.delivery import routes as delivery
from duespark.discounts import routes as discounts
from duespark.documents import brand_routes as brand_looks
from duespark.documents import routes as documents
from duespark.documents.templates import routes as templates
from duespark.evidence import routes as evidence
from duespark.fx import routes as fx
from duespark.imports import routes as imports
from duespark.invoices import brand_routes
from duespark.invoices import lifecycle_routes as lifecycle
from duespark.invoices import routes as invoices
from duespark.invoices.series import routes as series
from duespark.payments import deposit_routes as deposits
from duespark.payments import routes as payments
from duespark.prints import preview_routes
from duespark.prints import routes as prints
from duespark.privacy import retention_routes
from duespark.privacy import routes as privacy
from duespark.quotes import routes as quotes
from duespark.reactions import REACTIONS
from duespark.reminders import routes as reminders
from duespark.runtime import events, health, web_app
from duespark.runtime.db import Pool, open_pool
from duespark.runtime.dispatch import Application, Tree
from duespark.runtime.edge import Edge
from duespark.runtime.memory import spare_the_collector
from duespark.runtime.settings import settings
from duespark.runtime.telemetry import configure_logging
from duespark.runtime.web import install_problems
from duespark.taxes import routes as taxes
from duespark.views import routes as views

ROUTERS: tuple[access.Router, ...] = (
    accounts.router,
    companies.router,
    brands.router,
    fonts.router,
    brand_routes.router,
    analytics.router,  # /clients/balances comes before /clients/{id}, /items/suggest before /items/{id}
    clients.router,
    catalog.router,
    discounts.router,
    taxes.router,
    fx.router,
    documents.router,
    brand_looks.router,
    prints.router,
    preview_routes.router,
    preview_routes.public_router,
    templates.router,
    invoices.router,
    lifecycle.router,
    quotes.router,
    series.router,
    evidence.router,
    imports.router,
    payments.router,
    deposits.router,
    delivery.router,
    delivery.public_router,
    link_routes.router,
    shared_routes.router,
    link_routes.public_router,
    reminders.router,
    bulk.router,
    approvals.router,
    bulk.public_router,
    views.router,
    privacy.router,
    retention_routes.router,
)
_DIRECT = Tree(route for router in ROUTERS for route in router.api.routes if isinstance(route, APIRoute))


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Open the pool for the life of the process, unless a test brought its own."""
    if getattr(app.state, "pool", None) is not None:
        yield
        return
    configure_logging("web")
    dsn = settings().database_url
    if dsn is None:
        raise RuntimeError("DATABASE_URL is not set; `duespark up` starts an embedded PostgreSQL and sets it.")
    app.state.dsn = dsn
    app.state.pool = await open_pool(dsn, size=settings().db_pool)
    spare_the_collector()
    yield
    await app.state.pool.close()


def _operation_id(route: APIRoute) -> str:
    return route.name


def create_app(pool: Pool | None = None) -> FastAPI:
    """The ASGI application. Makes no connection before it starts, so that its OpenAPI can be read anywhere."""
    app = Application(
        outermost=Edge,
        title="DueSpark",
        version=__version__,
        summary="Invoices, delivery, reminders and payments.",
        openapi_url="/v1/openapi.json",
        docs_url="/docs",
        redoc_url=None,
        lifespan=_lifespan,
        generate_unique_id_function=_operation_id,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
    )
    app.state.pool, app.state.gates, app.state.desks = pool, {}, {}
    events.connect(REACTIONS)
    install_problems(app)
    app.include_router(health.router)
    app.answer_directly(_DIRECT)
    web_app.mount(app)
    app.openapi = partial(describe, app)  # type: ignore[method-assign]
    return app
