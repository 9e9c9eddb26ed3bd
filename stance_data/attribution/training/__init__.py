"""Training the learned attributor; needs the extra ``train`` (torch, transformers, onnx).

``scripts/train_attribution.py`` is the way in: `loop` trains the `network` on batches of marked
articles, `tuning` chooses decoding options, `export` writes int8 ONNX, and `card` the model card.
"""
