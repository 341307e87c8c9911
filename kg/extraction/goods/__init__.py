"""Who makes, sells, needs and uses goods, and who competes in them."""
