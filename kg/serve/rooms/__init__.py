"""The rooms: each module has the routes of one."""

from starlette.routing import Route

from kg.serve.rooms import articles, resources, start

ROUTES: list[Route] = [*start.ROUTES, *articles.ROUTES, *resources.ROUTES]
