"""The annual self-evaluation: a financial year's issued reports under Ofsted's three questions."""
