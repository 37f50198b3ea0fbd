"""``paradiplomacy serve``: the graph over HTTP.

One process speaks HTTP (``app``, ``connection``); it never opens the store. Each request that needs the store is a
*job* (``wire``) for one of a few worker processes (``pool``, ``worker``), each of which holds the store of a folder
(``store_folder``) open for reading only, and can be ended at any moment without loss.
"""
