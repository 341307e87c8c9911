"""The one thing pyproject.toml cannot say: the folder seeds/ ships inside the package, as kg.seeds."""

from setuptools import find_namespace_packages, setup

setup(
    packages=[*find_namespace_packages(include=["kg", "kg.*"]), "kg.seeds"],
    package_dir={"kg.seeds": "seeds"},
)
