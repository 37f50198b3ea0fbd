"""Match the names of somebody's table to the things of a graph, as the W3C Reconciliation Service API asks for it.

``asking`` reads the queries of both versions of the API; ``reading`` reads single facts of a graph, ``names`` holds its
names, ``terms`` its classes and properties; ``ranking`` and ``comparing`` find and judge candidates; ``suggest``,
``extend``, ``preview`` and ``manifest`` answer the other calls; ``service`` hands each call to one of them. All of it
runs in a worker of the server.
"""
