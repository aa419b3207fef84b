"""The encoder and what stands over it as ONNX graphs with 8-bit weights."""

import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.encoder.e5 import Checkpoint

LAYERS, TAKEN = 8, (4, 6, 8)
"""How many layers are kept, from below, and the states of which are averaged. Those above know more of whole texts."""
OPSET, LONGEST = 20, 256
_EVEN = 1e-5
Weights = Mapping[str, "np.ndarray[Any, Any]"]
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


class Graph:
    """An encoder in the making: after :meth:`encode` it gives each word a state, after :meth:`label` its labels.

    Parameters:
        checkpoint: the encoder's weights.
        kept: numbers of the pieces that it knows.
    """

    def __init__(self, checkpoint: Checkpoint, kept: Sequence[int]) -> None:
        self._from, self._kept = checkpoint, list(kept)
        self._nodes: list[onnx.NodeProto] = []
        self._weights: dict[str, onnx.TensorProto] = {}
        self._exact: list[str] = []

    def encode(self) -> str:
        """Add the encoder; return the name of the words' states."""
        width, tensors = self._from.width, self._from.tensors
        vectors = tensors["emb.word"][self._kept] + tensors["emb.type"][:width]
        pieces = self._add("Gather", self._weight("pieces.w", vectors), "pieces")
        places = self._add("Gather", self._weight("places.w", tensors["emb.pos"][:LONGEST]), "places")
        x = self._norm(self._add("Add", pieces, places), "emb.ln")
        taken = []
        for number in range(LAYERS):
            x = self._layer(x, f"l{number}")
            if number + 1 in TAKEN:
                pooled = self._add("MatMul", "pool", x)
                one, none = self._weight("one", np.ones(width)), self._weight("none", np.zeros(width))
                taken.append(self._add("LayerNormalization", pooled, one, none, axis=-1, epsilon=_EVEN))
        return self._add("Mean", *taken)

    def label(self, states: str, weights: Weights) -> str:
        """Add the convolutions (see :mod:`training.encoder.head`); return the name of the labels' log-probabilities."""
        first = len(self._nodes)
        given = {name: self._weight(f"head.{name}", value) for name, value in weights.items()}
        x = self._add(
            "LayerNormalization", states, given["ln.weight"], given["ln.bias"], axis=-1, epsilon=_EVEN
        )
        told = self._summed(given["told.weight"])
        x = self._add("Mul", self._add("Concat", x, told, axis=-1), "words")
        x = self._add("Mul", self._convolved(x, given, "near"), "words")
        x = self._add("Add", x, self._convolved(x, given, "far"))
        turned = self._weight("head.out.turned", weights["out.weight"].T)
        logits = self._add("Add", self._add("MatMul", x, turned), given["out.bias"])
        found = self._add(
            "LogSoftmax", self._add("Add", logits, self._summed(given["direct.weight"])), axis=-1
        )
        self._exact += [node.name for node in self._nodes[first:]]
        return found

    def packed(self, output: str, size: int, notes: Mapping[str, object]) -> bytes:
        """Return the model as bytes, matrices and pieces of the encoder in 8 bits.

        Parameters:
            output: name of what it gives.
            size: of that, for each word.
            notes: kept with it as JSON.
        """
        used = {name for node in self._nodes for name in node.input}
        inputs = [helper.make_tensor_value_info(n, *kind) for n, kind in INPUTS.items() if n in used]
        outputs = [helper.make_tensor_value_info(output, TensorProto.FLOAT, ["texts", "most", size])]
        body = helper.make_graph(self._nodes, "names", inputs, outputs, list(self._weights.values()))
        plain = helper.make_model(body, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=10)
        with tempfile.TemporaryDirectory() as folder:
            before, after = Path(folder) / "plain.onnx", Path(folder) / "packed.onnx"
            onnx.save(plain, before)
            quantize_dynamic(
                before,
                after,
                weight_type=QuantType.QInt8,
                per_channel=True,
                op_types_to_quantize=["MatMul", "Gather"],
                nodes_to_exclude=self._exact,
                extra_options={"DefaultTensorType": TensorProto.FLOAT},
            )
            found = onnx.load(after)
        helper.set_model_props(
            found, {name: json.dumps(note, ensure_ascii=False) for name, note in notes.items()}
        )
        data: bytes = found.SerializeToString(deterministic=True)
        return data

    def _weight(self, name: str, value: "np.ndarray[Any, Any]") -> str:
        kept = value if value.dtype == np.int64 else value.astype(np.float32)
        self._weights[name] = numpy_helper.from_array(np.array(kept, order="C"), name)
        return name

    def _add(self, kind: str, *inputs: str, **attributes: Any) -> str:
        name = f"{kind}{len(self._nodes)}"
        self._nodes.append(helper.make_node(kind, inputs, [name], name, **attributes))
        return name

    def _linear(self, x: str, *names: str) -> str:
        tensors, name = self._from.tensors, names[0]
        matrix = np.concatenate([tensors[f"{name}.w"] for name in names]).T
        bias = np.concatenate([tensors[f"{name}.b"] for name in names])
        product = self._add("MatMul", x, self._weight(f"{name}.w", matrix))
        return self._add("Add", product, self._weight(f"{name}.b", bias))

    def _norm(self, x: str, name: str) -> str:
        weight, bias = (self._weight(f"{name}.{part}", self._from.tensors[f"{name}.{part}"]) for part in "wb")
        return self._add("LayerNormalization", x, weight, bias, axis=-1, epsilon=self._from.epsilon)

    def _layer(self, x: str, name: str) -> str:
        width, heads = self._from.width, self._from.heads
        split = self._weight("split", np.array([0, 0, 3, heads, width // heads], np.int64))
        joined = self._weight("joined", np.array([0, 0, width], np.int64))
        scale = self._weight("scale", np.array((width // heads) ** -0.5))
        parts = self._add("Reshape", self._linear(x, f"{name}.q", f"{name}.k", f"{name}.v"), split)
        parts = self._add("Transpose", parts, perm=[2, 0, 3, 1, 4])
        q, k, v = (
            self._add("Gather", parts, self._weight(f"part{part}", np.array(part, np.int64)), axis=0)
            for part in range(3)
        )
        k = self._add("Transpose", k, perm=[0, 1, 3, 2])
        seen = self._add("Add", self._add("MatMul", self._add("Mul", q, scale), k), "mask")
        y = self._add("MatMul", self._add("Softmax", seen, axis=-1), v)
        y = self._add("Reshape", self._add("Transpose", y, perm=[0, 2, 1, 3]), joined)
        x = self._norm(self._add("Add", x, self._linear(y, f"{name}.ao")), f"{name}.aln")
        y = self._linear(self._add("Gelu", self._linear(x, f"{name}.fi")), f"{name}.fo")
        return self._norm(self._add("Add", x, y), f"{name}.oln")

    def _summed(self, table: str) -> str:
        axis = self._weight("axis", np.array([2], np.int64))
        return self._add("ReduceSum", self._add("Gather", table, "features"), axis, keepdims=0)

    def _convolved(self, x: str, given: Mapping[str, str], name: str) -> str:
        turned = self._add("Transpose", x, perm=[0, 2, 1])
        seen = self._add("Conv", turned, given[f"{name}.weight"], given[f"{name}.bias"], pads=[1, 1])
        return self._add("Transpose", self._add("Relu", seen), perm=[0, 2, 1])
