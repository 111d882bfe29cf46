"""muban: from a folder of officers' drawings to a village map that people can open on a phone.

The four floors ``gis``, ``layers``, ``symbology`` and ``web`` stand at the top of the
repository and are parts of this one package, so that an installed muban takes one name.
"""
