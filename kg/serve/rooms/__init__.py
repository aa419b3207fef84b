"""The rooms: each module has the routes of one."""

from starlette.routing import Route

from kg.serve.rooms import articles, network, resources, search, start, things

ROUTES: list[Route] = [
    *start.ROUTES,
    *articles.ROUTES,
    *things.ROUTES,
    *search.ROUTES,
    *network.ROUTES,
    *resources.ROUTES,
]
