"""Randomised trees as plain arrays, so that a saved forest is data and nothing else."""

from __future__ import annotations

import numpy as np

__all__ = ["Forest"]

_LEAF_ROWS = 10
_FEATURES = 0.3


class Forest:
    """Extremely randomised trees (Geurts et al. 2006), grown by scikit-learn, kept as arrays.

    scikit-learn's own tree is compiled code that follows the numbers of a file wherever they point,
    which is why skops does not trust it; NumPy checks every index.

    Parameters
    ----------
    trees : int
    seed : int, default 0

    Attributes
    ----------
    roots : array of int, shape (trees,)
        Node that each tree begins at.
    feature, children : array of int, shape (nodes,) and (nodes, 2)
        Column that a node looks at, and the nodes for a value up to its threshold and above. A
        leaf is its own child.
    threshold : array of float, shape (nodes,)
    shares : array of float32, shape (nodes, k)
        Share of each class among the training rows of a node.
    depth : int
        Of the deepest tree.

    Examples
    --------
    >>> rows = np.repeat([[0.0], [1.0]], 20, axis=0)
    >>> forest = Forest(5).fit(rows, np.repeat(["con", "pro"], 20))
    >>> forest.probabilities(np.array([[0.0], [1.0]])).tolist()
    [[1.0, 0.0], [0.0, 1.0]]
    """

    def __init__(self, trees: int, seed: int = 0) -> None:
        self.trees = trees
        self.seed = seed

    def fit(self, table: np.ndarray, y: np.ndarray) -> Forest:
        """Grow the trees on a table of shape (n, features), every class with the same weight."""
        from sklearn.ensemble import ExtraTreesClassifier

        grown = ExtraTreesClassifier(
            self.trees,
            min_samples_leaf=_LEAF_ROWS,
            max_features=_FEATURES,
            class_weight="balanced",
            random_state=self.seed,
        ).fit(table, y)
        trees = [tree.tree_ for tree in grown.estimators_]
        self.depth = max(tree.max_depth for tree in trees)
        self.roots = np.cumsum([0, *(tree.node_count for tree in trees[:-1])])
        self.feature = np.concatenate([np.maximum(tree.feature, 0) for tree in trees])
        self.threshold = np.concatenate([tree.threshold for tree in trees])
        self.children = np.concatenate(
            [_children(tree, root) for tree, root in zip(trees, self.roots, strict=True)]
        )
        counts = np.concatenate([tree.value[:, 0, :] for tree in trees])
        self.shares = (counts / counts.sum(axis=1, keepdims=True)).astype(np.float32)
        return self

    def probabilities(self, table: np.ndarray) -> np.ndarray:
        """Return the mean share of each class in the leaves that rows fall into, shape (n, k)."""
        table = table.astype(np.float32)  # as scikit-learn's trees do
        rows = np.arange(len(table))
        total = np.zeros((len(table), self.shares.shape[1]))
        for root in self.roots:
            nodes = np.full(len(table), root)
            for _ in range(self.depth):
                above = table[rows, self.feature[nodes]] > self.threshold[nodes]
                nodes = self.children[nodes, above.astype(np.int8)]
            total += self.shares[nodes]
        return total / len(self.roots)


def _children(tree: object, root: int) -> np.ndarray:
    """Return the children of a tree's nodes, numbered on from `root`; a leaf is its own."""
    pairs = np.column_stack([tree.children_left, tree.children_right])  # type: ignore[attr-defined]
    own = np.arange(len(pairs))[:, None]
    children: np.ndarray = np.where(pairs < 0, own, pairs) + root
    return children
