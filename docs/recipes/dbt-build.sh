#!/usr/bin/env bash
# Builds the models, then asks Qarion whether what they made is good.
# The environment has QARION_API_KEY and QARION_BASE_URL.
set -euo pipefail

dbt build
qarion quality trigger my-space my-check --fail-on warning
