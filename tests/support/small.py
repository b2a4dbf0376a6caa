"""A small invented dataset that keeps the contract, as files.

Every table has a few rows, and no cell has several lines.
"""

from pathlib import Path

SETTINGS = """\
horizon = 2026-06-04
fictional = true
plan = "open"

[title]
en = "Small invented record"
es = "Registro inventado"
pt = "Registro inventado"

[period]
starts = 2025-03-05
ends = 2026-12-31

[cycle]
months = 18
agreed_on = 2025-03-05
levels = ["ministerial", "senior_officials"]

[series.joint]
en = "Both sides"
es = "Ambas partes"
pt = "Os dois lados"

[series.own]
en = "Countries"
es = "Países"
pt = "Países"
"""

TABLES = {
    "priorities": """\
priority_id,position,title,short,description,source_id
P1,1,Exchange of information,Information,What is exchanged,S1
P2,2,Financial flows,Money,,
""",
    "participants": """\
participant_id,kind,name,joined_on,joined_precision,joined_by,reports,source_id
ARG,state,Argentina,2022-03-02,day,,true,S1
BRA,state,Brazil,2022-04-01,quarter,2022-06-30,true,
EU,eu,European Union,,,,false,
EUROPOL,eu_agency,Europol,,,,false,S2
""",
    "actions": """\
action_id,priority_id,title,short,description,kind,mode,origin,link,starts_on,starts_precision,\
ends_on,ends_precision,confidence,marking
A1,P1,Agreement with Europol,,,agreement,joint,related,eu,2025-03-05,day,,,high,public
A2,P2,Training of analysts,Analysts,"Two weeks, online",training,each,roadmap,roadmap,2025-02-01,\
month,2025-02-01,month,medium,public
A3,P2,Plan that nobody joined,,,plan,optional,declaration,roadmap,2025-04-01,quarter,2026-01-01,\
year,low,public
""",
    "action_participants": """\
action_id,participant_id,role,detail
A1,ARG,partner,Federal Police
A1,EUROPOL,lead,
A2,ARG,partner,
A2,BRA,partner,
A2,EU,support,
""",
    "denials": """\
action_id,participant_id,denied_on,denied_precision,text,source_id
A1,BRA,2025-04-01,month,Said that it takes no part,S3
""",
    "action_sources": """\
action_id,position,source_id
A1,1,S1
A1,2,S2
A2,1,S3
""",
    "milestones": """\
milestone_id,action_id,participant_id,step,title,position,agreed_on,agreed_precision,known_on,\
decision_id,occasion
A1-signed,A1,,signed,,1,2025-03-05,day,2025-03-05,D1,BRUSSELS
A1-in_force,A1,,in_force,,2,2026-01-01,year,,,
A2-held-ARG,A2,ARG,held,,1,2025-02-01,month,,,
A2-held-BRA,A2,BRA,held,,1,2025-02-01,month,,,
A3-other,A3,,other,First draft,1,,,,,
""",
    "reports": """\
report_id,milestone_id,participant_id,dated_on,precision,reported_on,reported_basis,state,\
achieved_on,achieved_precision,achieved_until,confirmation,confidence,stage,note,decision_id,corrects,source_id
R1,A1-signed,ARG,2025-03-05,day,2025-03-06,publication,achieved,2025-03-05,day,,confirmed,high,\
signed,,,,S1
R2,A1-in_force,,2025-06-01,month,2025-06-01,event,not_achieved,,,,,medium,negotiating,,,,S2
R3,A2-held-ARG,ARG,2025-02-01,month,2025-03-10,submission,achieved,2025-02-01,month,,awaiting,\
medium,completed,"By phone, then in writing",,,S1
R4,A2-held-BRA,BRA,2025-04-01,quarter,2025-06-30,submission,withdrawn,,,,,high,,,D2,,S3
R5,A3-other,,2025-01-01,year,2025-05-01,submission,not_started,,,,,low,planned,,,R6,S3
R6,A3-other,,2025-01-01,year,2025-04-01,submission,not_started,,,,,low,planned,,,,
R7,A1-signed,,2025-01-15,day,2025-01-15,publication,announced,,,,,medium,,,,,S3
R8,A1-in_force,,2025-01-15,day,2025-01-15,publication,announced,,,,,medium,,,,,S3
R9,A2-held-ARG,,2025-01-15,day,2025-01-15,publication,announced,,,,,medium,,,,,S3
R10,A2-held-BRA,,2025-01-15,day,2025-01-15,publication,announced,,,,,medium,,,,,S3
""",
    "evidence": """\
report_id,source_id,quote,quote_language,origin,voice,last_found_on,gone
R1,S1,Las partes firmaron el acuerdo el 5 de marzo,es,Example Council,participant,2026-06-01,false
R1,S2,,,Example agency,press,,true
R3,S2,,,Example agency,press,2026-06-01,false
""",
    "meetings": """\
meeting_id,series,body,level,title,starts_on,ends_on,precision,city,country,status,outcome,\
confidence,source_id
M1,joint,EU and CLASI,ministerial,First ministerial meeting,2025-03-05,2025-03-06,day,\
Brussels,BEL,held,A joint declaration,high,S1
M2,own,CLASI,technical,Technical meeting,2026-04-01,,quarter,,,expected,,low,
""",
    "decisions": """\
decision_id,meeting_id,priority_id,action_id,text,confidence,source_id
D1,M1,P1,A1,Sign the agreement,high,S1
D2,M1,,,Meet again,medium,
""",
    "date_changes": """\
change_id,milestone_id,kind,moved_to,precision,known_on,decision_id,reason,source_id
C1,A1-in_force,in_force,2026-03-01,month,2025-09-01,D2,Parliament sits late,S1
C2,A1-in_force,expected,2026-04-01,quarter,2025-10-01,,,
""",
    "rounds": """\
round_id,title,opens_on,deadline_on,meeting_id
RR1,First round,2025-05-01,2025-06-30,M2
RR2,Second round,2026-01-01,2026-03-31,
""",
    "presidencies": """\
participant_id,starts_on,starts_precision,ends_on,ends_precision,confidence,source_id
ARG,2024-01-01,year,2025-01-01,month,high,S1
BRA,2025-02-01,day,,,medium,
""",
    "frameworks": """\
framework_id,title,stage,dated_on,precision,description,confidence,source_id
F1,Alliance for security,launched,2025-11-09,day,,high,S2
""",
    "framework_priorities": """\
framework_id,priority_id
F1,P1
F1,P2
""",
    "notes": """\
note_id,kind,about_table,about_id,text
N1,limit,,,Invented throughout
N2,conflict,actions,A1,Two sources give two dates
N3,caveat,presidencies,ARG/2024-01-01,The first day is not known
""",
    "revisions": """\
revision_id,revised_on,kind,about_table,about_id,former_id,field,said,says,reason,source_id
V1,2026-06-01,corrected,actions,A1,,participants,Brazil took part,Brazil does not take part,\
Brazil denied it,S3
V2,2026-06-01,removed,actions,,A9,,A meeting,,It is among the meetings,
""",
    "sources": """\
source_id,url,title,publisher,published_on,language,kind
S1,https://example.org/declaration?lang=es#top,Declaration,Example Council,2025-03-06,es,official
S2,http://example.org/press,,example.org,,,press
S3,https://example.com/estudo/ção,Study,Example University,2025-01-15,pt,academic
""",
    "texts": """\
table,row_id,field,language,text
actions,A1,title,es,Acuerdo con Europol
action_participants,A1/ARG,detail,es,Policía Federal
notes,N2,text,pt,Duas fontes dão duas datas
""",
}


def write(folder: Path) -> Path:
    """Write the dataset into a folder that does not exist yet, and name the folder."""
    folder.mkdir(parents=True)
    (folder / "dataset.toml").write_text(SETTINGS, "utf-8")
    for name, text in TABLES.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return folder
