"""The stance encoder: a small BERT that reads a target and a statement together.

`pairs` turns rows into word pieces, `inference` runs the weights in ``model/`` with ONNX Runtime,
`calibration` turns its scores into probabilities that can be believed, and `suggesting` proposes
stances or abstains. `stance_data.models.training` made the weights.
"""
