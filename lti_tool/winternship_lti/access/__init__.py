"""The one way to a platform's services: with a token, renewed once, and patience when it asks for rest."""
