"""Match the names of a table to the things of a graph, by version 0.2 of the W3C Reconciliation Service API.

``requests`` reads the calls; ``schema`` holds the classes and properties of the graph, ``index`` its things and
their names; ``ranking`` finds and scores candidates; ``completion`` and ``extend`` answer other calls; ``service``
hands each call to one of them, and makes previews. All of it runs in a worker of the server.
"""
