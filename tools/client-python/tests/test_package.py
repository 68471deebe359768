"""The package as others get it."""

import importlib.util
import subprocess
import sys
import tempfile
import unittest
import zipfile
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent


def have(*modules):
    return all(importlib.util.find_spec(module) is not None for module in modules)


def run(*command, cwd=HOME):
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd)


class PackageTest(unittest.TestCase):
    @unittest.skipUnless(have("mypy"), "mypy is not installed")
    def test_should_be_typed(self):
        with tempfile.TemporaryDirectory() as cache:
            done = run(sys.executable, "-m", "mypy", "--cache-dir", cache, "tickwire")
        self.assertEqual(0, done.returncode, done.stdout + done.stderr)

    @unittest.skipUnless(have("setuptools", "wheel"), "setuptools or wheel is not installed")
    def test_should_be_built_offline(self):
        with tempfile.TemporaryDirectory() as folder:
            build = "import setuptools.build_meta as b, sys; print(b.build_wheel(sys.argv[1]))"
            copy = Path(folder) / "source"
            run("cp", "-r", str(HOME), str(copy))
            done = run(sys.executable, "-c", build, folder, cwd=copy)
            self.assertEqual(0, done.returncode, done.stdout + done.stderr)
            wheel, = Path(folder).glob("*.whl")
            names = set(zipfile.ZipFile(wheel).namelist())
            self.assertLessEqual({"tickwire/py.typed", "tickwire/client.py"}, names)
            self.assertFalse([name for name in names if name.startswith("tests")])
            imported = run(
                sys.executable, "-c",
                f"import sys; sys.path.insert(0, {str(wheel)!r}); import tickwire; print(tickwire.__file__)", cwd=folder)
            self.assertIn(wheel.name, imported.stdout, imported.stderr)


if __name__ == "__main__":
    unittest.main()
