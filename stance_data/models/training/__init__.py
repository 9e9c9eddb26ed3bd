"""Training the stance encoder; needs the extra ``train`` (torch, transformers, onnx).

``scripts/train_stance.py`` is the way in: `mixture` draws rows of the public corpora, `loop` trains
the `network` on them, `export` writes int8 ONNX, `finishing` measures and calibrates, and `card`
writes the model card.
"""
