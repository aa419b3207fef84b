"""The rooms: each module has the routes of one."""

from starlette.routing import Route

from kg.serve.rooms import resources, start

ROUTES: list[Route] = [*start.ROUTES, *resources.ROUTES]
