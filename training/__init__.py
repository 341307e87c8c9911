"""How the German pipeline is made: from open corpora to the files in kg/language/model."""
