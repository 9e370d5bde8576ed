"""More than one machine: a run on the workers of a Dask cluster.

This package needs the extra `dask` (distributed), and imports it.
"""

from netralitas.simulation.clusters.cluster import clustered
from netralitas.simulation.clusters.failures import EXPOSED, exposed

__all__ = ["EXPOSED", "clustered", "exposed"]
