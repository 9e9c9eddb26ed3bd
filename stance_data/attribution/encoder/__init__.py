"""The learned attributor: a small encoder that reads an article and marks who says what.

`windows` cuts a text into what the encoder reads at a time (`words` and `quotation` give each word
its features), `inference` runs the weights of ``attribution/model/``, `decoding` and `links` turn
scores into attributions, and `layout` reads transcripts and signed quotations by rule.
"""

from stance_data.attribution.encoder.inference import MODEL, Encoder

__all__ = ["MODEL", "Encoder"]
