"""Training on more examples than one machine has room for: the gradient as map and reduce, on Dask.

The cost is a sum over examples, and so is its gradient: theta goes out to the workers, sums come back, and the examples
stay where they are. What asks for these sums is nn.train's own loop, with the same optimizers, watchers, checkpoints
and results. Dask does the rest: which worker has what, what is computed again when one dies, how it all travels.

    from nn import distributed

    if __name__ == "__main__":                      # every worker imports the script that starts it
        with distributed.local_cluster(workers=2) as client:        # or connected("10.0.0.1:8786")
            examples = distributed.Examples("chunks/*.npz", client)
            result = distributed.train(examples, (400, 25, 10), lambda_=1.0, max_evaluations=400)

**The same to the last bit.** Floating-point sums depend on their order, so the order is fixed: leaves of 1,000
examples, counted from the first one of the whole data, each one matrix product a layer; then neighbours are added, and
neighbours of these, in a tree. Files, workers and luck decide who computes a leaf, and nothing else. (On one kind of
processor, with one BLAS and one thread of it on each worker; are_alike(client) says whether the workers are alike.)

Files are named in leaves, tree, sources, examples (where the sums are made), training, cluster; preload is what a
worker runs first. How chunks are read is in nn/files/chunks.py.

**Minibatches** are another algorithm: each step changes theta, so they come one after the other, on one machine, and
need no cluster. MLPClassifier.partial_fit takes them from a stream that is never in memory as a whole:

    classifier = nn.MLPClassifier((25,), solver="sgd")
    for X, y in read_examples("chunks/*.npz"):                      # nn.files.chunks; 1,000 examples at a time
        classifier.partial_fit(X, y, classes=range(1, 11))

dask_ml.wrappers.Incremental(classifier).fit(X, y) does the same with the blocks of Dask arrays: it, too, passes one
block after the other to partial_fit, so more workers do not make it faster, and its result depends on the order and the
size of the blocks. It is worth while where these are on the workers already: then the model travels, and not the data.
train, above, sums all examples before each step: more work for a step, shared by all workers, and a result that does
not depend on how the data are cut.
"""
from __future__ import annotations

try:
    import dask.distributed  # noqa: F401
except ModuleNotFoundError as error:
    raise ImportError("nn.distributed needs Dask: pip install 'nn-from-scratch[dask]', or in a clone "
                      "pip install -e '.[dask]'", name=error.name) from None

from nn.distributed.cluster import are_alike, connected, dashboard, local_cluster
from nn.distributed.examples import Examples
from nn.distributed.training import objective_of, train
from nn.files.chunks import open_chunks, read_examples

__all__ = ["Examples", "are_alike", "connected", "dashboard", "local_cluster", "objective_of", "open_chunks",
           "read_examples", "train"]
