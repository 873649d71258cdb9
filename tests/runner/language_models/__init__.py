"""Language models: routes, endpoints, faults, and the code in their answers."""
