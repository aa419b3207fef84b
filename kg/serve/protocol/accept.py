"""Content negotiation: which media type a client would like best of those that there are (RFC 9110, 12.5.1)."""

from collections.abc import Sequence

_MOST_RANGES = 100


def _ranges(accept: str) -> list[tuple[str, float]]:
    """Return media ranges and their weights; what makes no sense is left out."""
    ranges = []
    for part in accept.split(",")[:_MOST_RANGES]:
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weights = [parameter[2:].strip() for parameter in parameters if parameter.startswith("q=")]
        try:
            weight = float(weights[0]) if weights else 1.0
        except ValueError:
            continue
        if name.count("/") == 1 and 0 <= weight <= 1:  # NaN is in no range
            ranges.append((name, weight))
    return ranges


def _weight(offer: str, ranges: Sequence[tuple[str, float]]) -> float:
    """Return the weight that the most specific range gives to a media type."""
    kind = offer.split("/")[0]
    for name in (offer, f"{kind}/*", "*/*"):
        weights = [weight for candidate, weight in ranges if candidate == name]
        if weights:
            return max(weights)
    return 0.0


def negotiate(accept: str | None, offers: Sequence[str]) -> str | None:
    """Return the media type that suits best.

    Parameters:
        accept: the header; without one, and if it is empty, everything is welcome.
        offers: media types, the one that we like best first.

    Returns:
        None if the client would have none of them.
    """
    if not (accept or "").strip():
        return offers[0]
    ranges = _ranges(accept or "")
    weighted = [(_weight(offer, ranges), -place, offer) for place, offer in enumerate(offers)]
    weight, _, best = max(weighted)
    return best if weight > 0 else None
