"""What branches planned and did on the nine lines."""

from data import queries
from data.importing.read import read
from data.table_import import import_table
from tests.conftest import VIEWER


def test_items_are_summed_over_the_months_asked_for(warehouse, reader, write):
    for table, content in {
        "branch": "branch_id,name,level,type\nA,甲,branch,other\nB,乙,branch,other\n",
        "platform_item": "branch_id,month,line,planned,done,on_time\n"
        "A,202601,culture,4,1,1\nA,202602,culture,6,2,0\nA,202602,cadres,3,3,3\n"
        "B,202602,culture,5,5,5\nA,202603,culture,9,9,9\n",
    }.items():
        import_table(warehouse, VIEWER, read(write(f"{table}.csv", content)), table)
    found = queries.platform.lines(reader, 202601, 202602, ["A"])
    assert found.to_dict("list") == {
        "branch_id": ["A", "A"], "line": ["cadres", "culture"], "planned": [3, 10],
        "done": [3, 3], "months": [1, 2],
    }  # fmt: skip
