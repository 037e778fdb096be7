"""The warehouse: schema, metric catalogue, cells, importing, demo company, command line."""
