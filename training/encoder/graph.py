"""The network as an ONNX graph with 8-bit weights."""

import json
from collections.abc import Mapping
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from training.encoder.network import EPSILON, FIXED, HEADS, LAYERS

OPSET = 20
_EVEN, _LEAST = 1e-5, 1e-8
Array = np.ndarray[Any, Any]
Weights = Mapping[str, Array]
INPUTS = {
    "pieces": (TensorProto.INT64, ["texts", "length"]),
    "places": (TensorProto.INT64, ["length"]),
    "mask": (TensorProto.FLOAT, ["texts", 1, 1, "length"]),
    "pool": (TensorProto.FLOAT, ["texts", "most", "length"]),
    "features": (TensorProto.INT64, ["texts", "most", "kinds"]),
    "words": (TensorProto.FLOAT, ["texts", "most", 1]),
}
"""Numbers of the pieces and of their places; 0 or a large negative number for padding; the share of each piece in each
word; the rows of each word's features; 1 for each word, 0 for padding."""


def packed(weights: Weights, notes: Mapping[str, object]) -> bytes:
    """Return a model that gives the logarithms of the labels' probabilities.

    The encoder's matrices are kept in 8 bits, a scale for each column, and multiplied in 32: states in 8 bits, too, are
    twice as fast and cost two points of F1, and what a sentence gives would depend on those beside it.

    Parameters:
        weights: those of :class:`training.encoder.network.Network`, by name.
        notes: kept with the model as JSON.
    """
    graph = _Graph(weights)
    output, size = graph.output(), len(weights["head.out.bias"])
    inputs = [helper.make_tensor_value_info(name, *kind) for name, kind in INPUTS.items()]
    outputs = [helper.make_tensor_value_info(output, TensorProto.FLOAT, ["texts", "most", size])]
    body = helper.make_graph(graph.nodes, "names", inputs, outputs, list(graph.tensors.values()))
    found = helper.make_model(body, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=10)
    helper.set_model_props(
        found, {name: json.dumps(note, ensure_ascii=False) for name, note in notes.items()}
    )
    onnx.checker.check_model(found, full_check=True)
    data: bytes = found.SerializeToString(deterministic=True)
    return data


class _Graph:
    """The nodes of the graph, built from below."""

    def __init__(self, weights: Weights) -> None:
        self._from = weights
        self.nodes: list[onnx.NodeProto] = []
        self.tensors: dict[str, onnx.TensorProto] = {}

    def output(self) -> str:
        """Add everything; return the name of the output."""
        pieces = self._rows("encoder.pieces.weight", "pieces")
        places = self._add("Gather", self._given("encoder.places.weight"), "places")
        x = self._norm(self._add("Add", pieces, places), "encoder.ln", EPSILON)
        shares = np.exp(self._from["encoder.mixed"])
        for number in range(FIXED):
            x = self._layer(x, f"encoder.layers.{number}")
        states = self._pooled(x, shares[0] / shares.sum())
        for number in range(FIXED, LAYERS):
            x = self._layer(x, f"encoder.layers.{number}")
            share = shares[number - FIXED + 1] / shares.sum()
            states = self._add("Add", states, self._pooled(x, share))
        return self._labelled(states)

    def _pooled(self, x: str, share: float) -> str:
        """Add the average over each word, evenly scaled, times a share."""
        found = self._add("MatMul", "pool", x)
        width = _width(self._from)
        scale, none = (
            self._tensor(f"share{len(self.nodes)}", np.full(width, share)),
            self._tensor("none", np.zeros(width)),
        )
        return self._add("LayerNormalization", found, scale, none, axis=-1, epsilon=_EVEN)

    def _rows(self, name: str, numbers: str) -> str:
        """Look up rows of a matrix that is kept in 8 bits."""
        matrix = self._from[name]
        scales = self._tensor(f"{name}.scales", _scales(matrix))
        short = self._add("Gather", self._tensor(name, _short(matrix)), numbers)
        whole = self._add("Cast", short, to=TensorProto.FLOAT)
        return self._add("Mul", whole, self._add("Gather", scales, numbers))

    def _short(self, x: str, name: str) -> str:
        """Multiply by a matrix that is kept in 8 bits, and add."""
        matrix = self._from[f"{name}.weight"]
        scales = self._tensor(f"{name}.scales", _scales(matrix)[:, 0])
        whole = self._add("DequantizeLinear", self._tensor(f"{name}.short", _short(matrix).T), scales, axis=1)
        return self._add("Add", self._add("MatMul", x, whole), self._given(f"{name}.bias"))

    def _labelled(self, states: str) -> str:
        x = self._norm(states, "head.ln", _EVEN)
        told = self._summed("head.told.weight")
        x = self._add("Mul", self._add("Concat", x, told, axis=-1), "words")
        x = self._add("Mul", self._convolved(x, "head.near"), "words")
        x = self._add("Add", x, self._convolved(x, "head.far"))
        logits = self._add("Add", self._linear(x, "head.out"), self._summed("head.direct.weight"))
        return self._add("LogSoftmax", logits, axis=-1)

    def _tensor(self, name: str, value: Array) -> str:
        kept = value if value.dtype in (np.int64, np.int8) else value.astype(np.float32)
        self.tensors[name] = numpy_helper.from_array(np.array(kept, order="C"), name)
        return name

    def _given(self, name: str) -> str:
        return self._tensor(name, self._from[name])

    def _add(self, kind: str, *inputs: str, **attributes: Any) -> str:
        name = f"{kind}{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [name], name, **attributes))
        return name

    def _linear(self, x: str, name: str) -> str:
        matrix = self._tensor(f"{name}.matrix", self._from[f"{name}.weight"].T)
        return self._add("Add", self._add("MatMul", x, matrix), self._given(f"{name}.bias"))

    def _norm(self, x: str, name: str, epsilon: float) -> str:
        weight, bias = self._given(f"{name}.weight"), self._given(f"{name}.bias")
        return self._add("LayerNormalization", x, weight, bias, axis=-1, epsilon=epsilon)

    def _layer(self, x: str, name: str) -> str:
        width = _width(self._from)
        split = self._tensor("split", np.array([0, 0, 3, HEADS, width // HEADS], np.int64))
        joined = self._tensor("joined", np.array([0, 0, width], np.int64))
        scale = self._tensor("scale", np.array((width // HEADS) ** -0.5))
        parts = self._add("Reshape", self._short(x, f"{name}.seen"), split)
        parts = self._add("Transpose", parts, perm=[2, 0, 3, 1, 4])
        q, k, v = (
            self._add("Gather", parts, self._tensor(f"part{part}", np.array(part, np.int64)), axis=0)
            for part in range(3)
        )
        k = self._add("Transpose", k, perm=[0, 1, 3, 2])
        seen = self._add("Add", self._add("MatMul", self._add("Mul", q, scale), k), "mask")
        y = self._add("MatMul", self._add("Softmax", seen, axis=-1), v)
        y = self._add("Reshape", self._add("Transpose", y, perm=[0, 2, 1, 3]), joined)
        x = self._norm(self._add("Add", x, self._short(y, f"{name}.ao")), f"{name}.aln", EPSILON)
        y = self._short(self._add("Gelu", self._short(x, f"{name}.fi")), f"{name}.fo")
        return self._norm(self._add("Add", x, y), f"{name}.oln", EPSILON)

    def _summed(self, table: str) -> str:
        axis = self._tensor("axis", np.array([2], np.int64))
        return self._add("ReduceSum", self._add("Gather", self._given(table), "features"), axis, keepdims=0)

    def _convolved(self, x: str, name: str) -> str:
        turned = self._add("Transpose", x, perm=[0, 2, 1])
        weight, bias = self._given(f"{name}.weight"), self._given(f"{name}.bias")
        seen = self._add("Conv", turned, weight, bias, pads=[1, 1])
        return self._add("Transpose", self._add("Relu", seen), perm=[0, 2, 1])


def _scales(matrix: Array) -> Array:
    """Return for each row of a matrix what one step of its 8 bits is worth."""
    return np.maximum(np.abs(matrix).max(1, keepdims=True), _LEAST).astype(np.float32) / np.float32(127)


def _short(matrix: Array) -> Array:
    return np.rint(matrix / _scales(matrix)).astype(np.int8)


def _width(weights: Weights) -> int:
    """Return how many numbers a state has."""
    return int(weights["encoder.pieces.weight"].shape[1])
