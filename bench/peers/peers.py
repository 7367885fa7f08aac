"""Other people's models on the same files and splits, timed in the same run.

Usage: python peers.py DATA_FOLDER
Prints one JSON document: versions, and for every fit its seconds and figures.
Customers of CDNOW: lifetimes (BG/NBD, MBG/NBD) and xgboost on recency, frequency and money.
Customers of a telecom firm and of a bank: logistic regression and xgboost, five folds.
"""

import json
import platform
import sys
import time
import warnings
from pathlib import Path

import lifetimes
import numpy as np
import pandas as pd
import sklearn
import xgboost
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, brier_score_loss, roc_auc_score
from sklearn.model_selection import StratifiedKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

WEEK_DAYS = 7
RECENT_DAYS = (28, 56, 91)
# A number with so few values is a category.
FEW_VALUES = 4


def main(folder):
    results = cdnow(folder) + churn(folder)
    versions = {
        "python": platform.python_version(),
        "lifetimes": lifetimes.__version__,
        "xgboost": xgboost.__version__,
        "scikit-learn": sklearn.__version__,
    }
    print(json.dumps({"versions": versions, "results": results}))


def cdnow(folder):
    path = folder / "cdnow_master.csv.gz"
    if not path.exists():
        return []
    rows = pd.read_csv(path, parse_dates=["date"], dtype={"customer_id": str})
    days = rows.groupby(["customer_id", "date"], as_index=False)["amount_usd"].sum()
    at_cut = summary(days, "1997-09-30")
    truth = bought(days, "1997-09-30", 273).reindex(at_cut.index).fillna(0)
    results = [
        closed_form(name, model, at_cut, truth)
        for name, model in (
            ("BG/NBD, lifetimes", lifetimes.BetaGeoFitter()),
            ("MBG/NBD, lifetimes", lifetimes.ModifiedBetaGeoFitter()),
        )
    ]
    return results + [boosted_customers(days)]


def summary(days, cut):
    """Repeat days, first to last and first to the cut in weeks, as the published fits have it."""
    known = days[days["date"] <= cut]
    by = known.groupby("customer_id")["date"]
    first, last, count = by.min(), by.max(), by.count()
    return pd.DataFrame(
        {
            "x": count - 1,
            "t_x": (last - first).dt.days / WEEK_DAYS,
            "T": (pd.Timestamp(cut) - first).dt.days / WEEK_DAYS,
        }
    )


def bought(days, cut, horizon):
    start = pd.Timestamp(cut)
    later = days[(days["date"] > start) & (days["date"] <= start + pd.Timedelta(days=horizon))]
    return later.groupby("customer_id")["date"].count()


def closed_form(name, model, rows, truth):
    started = time.perf_counter()
    model.fit(rows["x"], rows["t_x"], rows["T"])
    seconds = time.perf_counter() - started
    expected = np.asarray(
        model.conditional_expected_number_of_purchases_up_to_time(
            39, rows["x"].to_numpy(), rows["t_x"].to_numpy(), rows["T"].to_numpy()
        )
    )
    off = expected - truth.to_numpy()
    return {
        "protocol": "cdnow-full",
        "part": "purchases",
        "method": name,
        "fitSeconds": seconds,
        "figures": {
            "rmse": float(np.sqrt(np.mean(off**2))),
            "mae": float(np.mean(np.abs(off))),
            "total": float(expected.sum()),
        },
    }


def boosted_customers(days):
    """Learned from who bought in the 13 weeks from 1997-12-31, tried on those from 1998-04-01."""
    train, test = features(days, "1997-12-31"), features(days, "1998-04-01")
    horizon = 13 * WEEK_DAYS
    y_train = happened(days, "1997-12-31", horizon, train)
    y_test = happened(days, "1998-04-01", horizon, test)
    model = boosted(n_estimators=250, max_depth=3, learning_rate=0.03, min_child_weight=10)
    started = time.perf_counter()
    model.fit(train, y_train)
    seconds = time.perf_counter() - started
    return {
        "protocol": "cdnow-full",
        "part": "13 weeks from 1998-04-01",
        "method": "xgboost on RFM",
        "fitSeconds": seconds,
        "figures": judged(y_test, model.predict_proba(test)[:, 1]),
    }


def features(days, cut):
    known = days[days["date"] <= cut].sort_values(["customer_id", "date"])
    rows = summary(days, cut)
    by = known.groupby("customer_id")
    gaps = by["date"].diff().dt.days
    rows["silent"] = rows["T"] - rows["t_x"]
    rows["share"] = rows["t_x"] / rows["T"].clip(lower=0.1)
    rows["first_amount"] = by["amount_usd"].first()
    rows["amount"] = by["amount_usd"].sum()
    rows["mean_amount"] = by["amount_usd"].mean()
    rows["gap_sd"] = gaps.groupby(known["customer_id"]).std()
    rows["gap_max"] = gaps.groupby(known["customer_id"]).max()
    rows["gap_last"] = gaps.groupby(known["customer_id"]).last()
    for recent in RECENT_DAYS:
        since = pd.Timestamp(cut) - pd.Timedelta(days=recent)
        rows[f"last_{recent}"] = known[known["date"] > since].groupby("customer_id").size()
    return rows.fillna({f"last_{recent}": 0 for recent in RECENT_DAYS})


def happened(days, cut, horizon, rows):
    return (bought(days, cut, horizon).reindex(rows.index).fillna(0) > 0).astype(int).to_numpy()


def churn(folder):
    results = []
    for protocol, file, label, positive, drop in (
        ("telco", "telco_churn.csv.gz", "Churn", "Yes", ["customerID"]),
        ("bank", "bank_churn.csv.gz", "Exited", 1, ["CustomerId"]),
    ):
        path = folder / file
        if path.exists():
            rows = pd.read_csv(path)
            y = (rows[label] == positive).astype(int).to_numpy()
            results += attributes(protocol, encoded(rows.drop(columns=[label, *drop])), y)
    return results


def encoded(rows):
    if "TotalCharges" in rows:
        rows["TotalCharges"] = pd.to_numeric(rows["TotalCharges"], errors="coerce").fillna(0)
    few = [name for name in rows if rows[name].nunique() <= FEW_VALUES]
    return pd.get_dummies(rows.astype({name: str for name in few})).astype(float)


def attributes(protocol, x, y):
    models = {
        "logistic, one-hot": lambda: make_pipeline(
            StandardScaler(), LogisticRegression(max_iter=1000)
        ),
        "xgboost, depth 2": lambda: boosted(n_estimators=400, max_depth=2, learning_rate=0.05),
        "xgboost, depth 4": lambda: boosted(n_estimators=250, max_depth=4, learning_rate=0.05),
    }
    return [five_folds(protocol, name, make, x, y) for name, make in models.items()]


def five_folds(protocol, name, make, x, y):
    said, seconds = np.zeros(len(y)), []
    aucs = []
    for train, test in StratifiedKFold(5, shuffle=True, random_state=0).split(x, y):
        model = make()
        started = time.perf_counter()
        model.fit(x.iloc[train], y[train])
        seconds.append(time.perf_counter() - started)
        said[test] = model.predict_proba(x.iloc[test])[:, 1]
        aucs.append(roc_auc_score(y[test], said[test]))
    figures = judged(y, said) | {"auc": float(np.mean(aucs))}
    return {
        "protocol": protocol,
        "part": "churn",
        "method": name,
        "fitSeconds": float(np.mean(seconds)),
        "figures": figures,
    }


def boosted(**options):
    return xgboost.XGBClassifier(subsample=0.8, reg_lambda=5, random_state=0, n_jobs=1, **options)


def judged(y, p):
    return {
        "auc": float(roc_auc_score(y, p)),
        "ap": float(average_precision_score(y, p)),
        "brier": float(brier_score_loss(y, p)),
    }


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    main(Path(sys.argv[1]))
