"""Stance labels by people: reading their files, joining them to statements, their agreement.

``raw/CODEBOOK.md`` says how a label is decided.
"""

from stance_data.labeling._agreement import Agreement, agreement, krippendorff_alpha
from stance_data.labeling._files import (
    ADJUDICATED,
    Label,
    LabelFacts,
    label_file,
    read_label_facts,
    read_labels,
)
from stance_data.labeling._join import Labelled, apply_labels

__all__ = [
    "ADJUDICATED",
    "Agreement",
    "Label",
    "LabelFacts",
    "Labelled",
    "agreement",
    "apply_labels",
    "krippendorff_alpha",
    "label_file",
    "read_label_facts",
    "read_labels",
]
