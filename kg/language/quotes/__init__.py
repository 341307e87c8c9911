"""What is quoted in an article: whose words stand where, and which word says so."""

from .find import quotes_in
from .model import Quote, Speaker
from .tables import Account, Saying, Sayings, load_sayings

__all__ = ["Account", "Quote", "Saying", "Sayings", "Speaker", "load_sayings", "quotes_in"]
