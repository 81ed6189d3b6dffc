#!/usr/bin/python3
"""The rival of `recipe`: the way many scripts load a CSV file into PostgreSQL. pandas reads the file, psycopg2 sends it in
batches of 1,000 rows, a hundred of them to a transaction. Prints the seconds that took; starting Python is not counted.

    recipe.py FILE FOLDER PORT      FOLDER and PORT name the server's socket
"""
import sys
import time

import pandas
import psycopg2
from psycopg2.extras import execute_values

BATCH = 1000


def main(path, folder, port):
    connection = psycopg2.connect(host=folder, port=port, user="postgres", dbname="postgres")
    cursor = connection.cursor()
    cursor.execute("DROP TABLE IF EXISTS student_vle")
    cursor.execute("CREATE TABLE student_vle (code_module text, code_presentation text, id_student bigint,"
                   " id_site bigint, date bigint, sum_click bigint)")
    connection.commit()
    begin = time.monotonic()
    for frame in pandas.read_csv(path, chunksize=100 * BATCH):
        rows = list(frame.itertuples(index=False, name=None))
        for first in range(0, len(rows), BATCH):
            execute_values(cursor, "INSERT INTO student_vle VALUES %s", rows[first:first + BATCH], page_size=BATCH)
        connection.commit()
    print(time.monotonic() - begin)


if __name__ == "__main__":
    main(*sys.argv[1:])
