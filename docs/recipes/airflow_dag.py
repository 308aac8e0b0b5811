"""Runs a quality check after the orders were loaded, and fails the run if the data is bad.

The workers' environment has QARION_API_KEY and QARION_BASE_URL, for example
from a secrets backend.
"""

from datetime import datetime, timedelta

from airflow.exceptions import AirflowFailException
from airflow.sdk import dag, task


@dag(schedule="0 6 * * *", start_date=datetime(2026, 1, 1), catchup=False)
def orders_quality():
    @task(retries=2, retry_delay=timedelta(minutes=5))
    def check_orders() -> str:
        from qarion import QarionClient

        execution = QarionClient().quality.trigger("my-space", "my-check")
        if execution.status == "FAIL":
            # The data will not get better by asking again.
            raise AirflowFailException(execution.message)
        if execution.status == "ERROR":
            raise RuntimeError(execution.message)
        return execution.status

    check_orders()


orders_quality()
