"""A process that keeps models in memory, for shells that call the command once a file.

    place    where its socket is
    wire     what goes over it: one request, with the descriptors of the asking process
    client   hands the command line over, if somebody serves; knows no Typer and no model
    server   takes requests one after the other, until it is told to stop or nobody comes
    request  does one as if it had been started in the asking process

Nothing of a command is written anew: the server runs the very function that the
command would have, with the other process's arguments, environment, folder, mask,
stdin, stdout and stderr. So the output is the same to the byte.
"""
