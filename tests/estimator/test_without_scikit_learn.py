"""Where scikit-learn is not installed, only what needs it is missing, and says so."""
import subprocess
import sys

CODE = """
import sys
sys.modules["sklearn"] = None                           # an import of it raises ModuleNotFoundError
import numpy as np, nn
X, y = np.array([[0.0], [1.0], [2.0], [3.0]]), [1, 1, 2, 2]
for method in ("TNC", "adam"):
    result = nn.train(X, nn.one_hot(y, [1, 2]), (1, 2), 0.01, method=method, epochs=300, learning_rate=0.1)
    print(nn.predict(result.theta, X, (1, 2), [1, 2]).tolist())
for name in ("MLPClassifier", "train_in_periods"):
    try:
        getattr(nn, name)
    except ImportError as error:
        print(error)
"""


def test_without_scikit_learn_training_works_and_the_classifier_says_what_to_install():
    run = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True)
    assert (run.returncode, run.stderr) == (0, "")
    by_tnc, by_adam, classifier, periods = run.stdout.splitlines()
    assert by_tnc == by_adam == "[1, 1, 2, 2]"
    assert classifier.startswith("nn.MLPClassifier needs scikit-learn: pip install 'nn-from-scratch[sklearn]'")
    assert periods.startswith("nn.train_in_periods needs scikit-learn: pip install")


def test_importing_nn_does_not_import_scikit_learn():
    code = "import sys, nn; sys.exit('sklearn' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
