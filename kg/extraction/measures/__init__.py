"""Restrictions and what becomes of them: imposed, lifted, licensed, threatened, demanded."""
