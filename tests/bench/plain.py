"""The Overview as a plain Streamlit page: pandas, Plotly Express, the default settings.

Only the loader and the states are those of the product.
"""

from datetime import date

import pandas as pd
import plotly.express as px
import streamlit as st

from data import load
from data.model import COUNTED as COUNTED_LINKS
from data.model import Plan
from data.status import milestone_states

FOLDER = load.default_folder()
COUNTED = ["confirmed", "awaiting", "not_achieved_due", "no_report_due", "not_due"]
REACHED = ["confirmed", "awaiting"]


@st.cache_data
def read(table: str) -> pd.DataFrame:
    return pd.read_csv(FOLDER / f"{table}.csv")


@st.cache_data
def milestones_known() -> tuple[pd.DataFrame, date, bool]:
    dataset = load.load(FOLDER)
    found = milestone_states(dataset, dataset.horizon)
    counted = dataset.actions.loc[dataset.actions["link"].isin(COUNTED_LINKS), "action_id"]
    return found[found["action_id"].isin(counted)], dataset.horizon, dataset.plan == Plan.OPEN


st.set_page_config(page_title="EU-CLASI roadmap", layout="wide")
st.title("Overview")

milestones, as_of, is_open = milestones_known()
actions, partners, priorities = read("actions"), read("action_participants"), read("priorities")
people = read("participants").set_index("participant_id")
countries = people.loc[people["kind"] == "state", "name"]

chosen = st.sidebar.multiselect("Country", countries.sort_values())
codes = list(countries[countries.isin(chosen or countries)].index)
if chosen:
    joined = partners.loc[partners["participant_id"].isin(codes), "action_id"]
    owned = milestones["participant_id"].isna() | milestones["participant_id"].isin(codes)
    milestones = milestones[milestones["action_id"].isin(joined) & owned]

counts = milestones["state"].value_counts()
confirmed, awaiting, silent = (
    int(counts.get(state, 0)) for state in ("confirmed", "awaiting", "no_report_due")
)
applicable = milestones["state"].isin(COUNTED)
due = milestones[applicable & milestones["is_due"]]
figures = {
    "Completed": f"{confirmed:,} of {int(applicable.sum()):,}",
    "Delivered when due": f"{int((due['state'] == 'confirmed').sum())} of {len(due)}",
    "Range": f"{confirmed} to {confirmed + awaiting + silent}",
    "Coverage": f"{len(due) - silent} of {len(due)}",
}
if is_open:
    figures = {
        "Reached": f"{confirmed + awaiting:,}",
        "Still to come": str(int(milestones["state"].isin(["not_due", "not_achieved_due"]).sum())),
        "Date passed": str(silent),
        "In place before": str(int((milestones["state"] == "in_place").sum())),
    }
for column, (label, value) in zip(st.columns(4), figures.items(), strict=True):
    column.metric(label, value)

left, right = st.columns(2)

reached = milestones[milestones["state"].isin(REACHED) & milestones["achieved_on"].notna()]
announced = milestones[applicable & milestones["due_on"].notna()]
dates = {
    "Confirmed": reached.loc[reached["state"] == "confirmed", "achieved_on"],
    "Reached": reached["achieved_on"],
    "Announced": announced["due_on"],
}
monthly = (
    pd.DataFrame({name: days.dt.to_period("M").value_counts() for name, days in dates.items()})
    .fillna(0)
    .sort_index()
    .cumsum()
)
monthly.index = monthly.index.to_timestamp()
lines = (
    monthly.rename_axis("month")
    .reset_index()
    .melt("month", var_name="series", value_name="milestones")
)
left.subheader("Milestones over time")
left.plotly_chart(px.line(lines, x="month", y="milestones", color="series", line_shape="hv"))

titles = priorities.set_index("priority_id")["title"]
drawn = milestones[milestones["state"] != "in_place"]
stacked = drawn.groupby(["priority_id", "state"]).size().rename("milestones").reset_index()
stacked["priority"] = stacked["priority_id"].map(titles)
right.subheader("Milestones by priority")
right.plotly_chart(
    px.bar(stacked, x="milestones", y="priority", color="state", orientation="h", text="milestones")
)

own = milestones[milestones["participant_id"].notna()]
joint = milestones[milestones["participant_id"].isna()].drop(columns="participant_id")
listed = pd.concat([own, joint.merge(partners[["action_id", "participant_id"]], on="action_id")])
listed = listed[listed["participant_id"].isin(codes)]
done = listed.assign(done=listed["state"].isin(REACHED))
matrix = done.pivot_table(
    index="participant_id", columns="priority_id", values="done", aggfunc="sum"
)
matrix = matrix.reindex(index=codes, columns=priorities["priority_id"]).rename(index=people["name"])
st.subheader("Milestones reached by country and priority")
st.plotly_chart(px.imshow(matrix, text_auto=True, aspect="auto", color_continuous_scale="Blues"))

st.subheader("Latest milestones")
latest = reached.sort_values("achieved_on", ascending=False).head(5)
latest = latest.merge(actions[["action_id", "title"]], on="action_id", suffixes=("", "_of_action"))
sources = read("sources")[["source_id", "publisher", "url"]]
shown = latest.merge(sources, on="source_id", how="left")
st.dataframe(
    shown[["achieved_on", "title_of_action", "step", "state", "publisher", "url"]], hide_index=True
)
st.caption(f"Public record, as known on {as_of:%d %B %Y}")
